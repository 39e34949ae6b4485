import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const movingRevision: Rule = {
  id: 'inference/moving-revision',
  severity: 'warning',
  summary: 'A service in production says which revision of a training job it serves.',
  why: 'Without one each pod takes what was promoted last when it starts: after a promotion, replicas that come up later answer by other weights than those beside them, and an older result cannot be brought back.',
  fix: 'Set `revision` to a run of the job that was promoted; a deployment then rolls it out.',
  source: 'Ninefold: docs/training.md, "After the training"',
  check(subject) {
    if (!subject.environment.production) return [];
    return checkServices(subject, ({ plan, service }) => {
      const named = [
        { field: ['model', 'training'] as const, trained: 'training' in plan.model ? plan.model : undefined },
        ...plan.adapters.map(({ trained }, position) => ({
          field: ['adapters', position, 'training'] as const,
          trained,
        })),
      ];
      return named.flatMap(({ field, trained }) => {
        if (trained === undefined || !('newest' in trained.revision) || trained.revision.newest === 'candidate')
          return [];
        // A name that leads nowhere is reported by structure/unknown-training.
        if (!subject.project.training.some(({ name }) => name === trained.training)) return [];
        return [
          {
            field,
            message: `pods of ${service.name} serve what ${trained.training} has promoted when they start`,
            expected: 'a revision',
            found: 'none',
            fix: `add revision: the name of a promoted run of ${trained.training}`,
          },
        ];
      });
    });
  },
};
