import type { Verdict } from './proof';

/** What becomes of an objective, in one word. */
export type ObjectiveOutcome = 'kept' | 'broken' | 'not promised';

export function outcomeOf({ promised, kept }: Verdict): ObjectiveOutcome {
  if (!promised) return 'not promised';
  return kept ? 'kept' : 'broken';
}
