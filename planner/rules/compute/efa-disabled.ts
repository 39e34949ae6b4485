import type { Violation } from '../../../schemas/finding';
import { spansNodes } from '../../resolve/pools';
import { typesOf } from '../pools';
import type { Rule } from '../rule';

export const efaDisabled: Rule = {
  id: 'compute/efa-disabled',
  severity: 'warning',
  summary: 'A pool whose work spans nodes uses EFA where its instance types have it.',
  why: 'Without EFA the GPUs of several nodes exchange gradients over TCP, through the CPU: a job then waits for the network for a good part of the time that is paid for.',
  fix: 'Remove `efa: disabled`. The pool then lies in one zone.',
  source: 'Amazon EKS User Guide, "Run machine learning training with EFA"; AWS ParallelCluster, EfaValidator',
  check({ project, environment }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const capable = typesOf(pool)?.every((type) => type.efaInterfaces > 0) ?? false;
      if (pool.efa !== 'disabled' || !capable || !spansNodes(environment, pool.name)) return [];
      return [
        {
          path: ['pools', index, 'efa'],
          message: `work on ${pool.name} spans nodes, and its instance types have EFA that is disabled`,
          expected: 'auto or enabled',
          found: 'disabled',
          fix: 'remove this line, or set it to auto',
          involves: [['pools', index, 'instanceTypes']],
        },
      ];
    });
  },
};
