import type { Path, Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const replicaRange: Rule = {
  id: 'serving/replica-range',
  severity: 'error',
  summary: 'The replica counts that a service and its canary always have are not above their largest.',
  why: 'Kubernetes refuses an autoscaler whose minimum is above its maximum.',
  fix: 'Lower `replicas.min` or raise `replicas.max`.',
  source: 'Kubernetes API Reference, "HorizontalPodAutoscalerSpec"',
  check({ project }) {
    return project.inference.flatMap(({ replicas, canary }, index): Violation[] => {
      const place = ['inference', index, 'replicas'];
      return [
        ...outside(place, 'min', replicas.min, replicas.max),
        ...outside(place, 'standby', replicas.standby, replicas.max),
        ...(canary
          ? outside(['inference', index, 'canary', 'replicas'], 'min', canary.replicas.min, canary.replicas.max)
          : []),
      ];
    });
  },
};

function outside(place: Path, field: 'min' | 'standby', least: number | undefined, most: number): Violation[] {
  if (least === undefined || least <= most) return [];
  return [
    {
      path: [...place, field],
      message: `the smallest replica count ${least} is above the largest, ${most}`,
      expected: `at most ${most}`,
      found: String(least),
      fix: `lower ${field} to ${most} or raise max to ${least}`,
      involves: [[...place, 'max']],
    },
  ];
}
