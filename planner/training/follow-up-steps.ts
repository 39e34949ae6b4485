import type { FollowUps } from '../environment/training-command';

/** What is done after a training, each in a job of its own: results that nobody may name yet are only staged. */
export type FollowUpName = 'merge' | 'evaluate' | 'gate' | 'export' | 'stage' | 'register';

/**
 * The steps in their order. Scores are judged as early as they can be: those of a checkpoint before it is quantised for
 * nothing. A service can only be asked about what it has loaded, so there the result is exported and staged first.
 */
export function followUpSteps({ merge, evaluate, export: exported }: FollowUps): FollowUpName[] {
  const judged: FollowUpName[] =
    evaluate === undefined ? [] : ['evaluate', ...(Object.keys(evaluate.gate).length > 0 ? (['gate'] as const) : [])];
  const written: FollowUpName[] = exported === undefined ? [] : ['export'];
  return [
    ...(merge === undefined ? [] : (['merge'] as const)),
    ...(evaluate?.asks === undefined ? [...judged, ...written] : [...written, 'stage' as const, ...judged]),
    'register',
  ];
}
