import { latencies } from '../../../catalog/serving-metrics';
import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const sloDuplicate: Rule = {
  id: 'monitoring/slo-duplicate',
  severity: 'error',
  summary: 'A service has one objective of each kind.',
  why: 'Two of a kind would have the same series and alerts; only the first one is watched.',
  fix: 'Keep the stricter one.',
  source: 'Ninefold',
  check({ project }) {
    const { slos } = project.monitoring;
    return slos.flatMap((slo, index) =>
      (['availability', ...latencies] as const).flatMap((kind): Violation[] => {
        const first = slos.findIndex((other) => other.service === slo.service && other[kind] !== undefined);
        if (slo[kind] === undefined || first === index) return [];
        return [
          {
            path: ['monitoring', 'slos', index, kind],
            message: `${slo.service} has an objective for ${kind} already`,
            found: String(slo[kind]),
            fix: `remove this line or monitoring.slos[${first}].${kind}`,
            involves: [['monitoring', 'slos', first, kind]],
          },
        ];
      }),
    );
  },
};
