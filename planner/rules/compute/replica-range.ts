import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const replicaRange: Rule = {
  id: 'compute/replica-range',
  severity: 'error',
  summary: 'The smallest replica count of a service is not above its largest.',
  why: 'Kubernetes refuses an autoscaler whose minimum is above its maximum.',
  fix: 'Lower `replicas.min` or raise `replicas.max`.',
  source: 'Kubernetes API Reference, "HorizontalPodAutoscalerSpec"',
  check({ project }) {
    return project.inference.flatMap(({ replicas }, index): Violation[] => {
      if (replicas.min <= replicas.max) return [];
      return [
        {
          path: ['inference', index, 'replicas', 'min'],
          message: `the smallest replica count ${replicas.min} is above the largest, ${replicas.max}`,
          expected: `at most ${replicas.max}`,
          found: String(replicas.min),
          fix: `lower min to ${replicas.max} or raise max to ${replicas.min}`,
          involves: [['inference', index, 'replicas', 'max']],
        },
      ];
    });
  },
};
