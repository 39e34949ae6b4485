import type { Violation } from '../../../schemas/finding';
import { sharedNodes } from '../../resolve/queues';
import type { Rule } from '../rule';

export const shareAbovePool: Rule = {
  id: 'queues/share-above-pool',
  severity: 'error',
  summary: 'Queues have no more nodes of a pool for themselves than the pool can have.',
  why: 'Kueue would admit more jobs than there are nodes. Their pods wait without an end, and no queue can rely on its share.',
  fix: 'Lower the shares, or raise `nodes.max` of the pool.',
  source: 'Kueue documentation, "Cluster Queue" (nominal quota)',
  check({ project }) {
    return project.pools.flatMap((pool, index): Violation[] => {
      const shares = project.queues.flatMap(({ name, share }, position) => {
        const nodes = sharedNodes(share, pool.name);
        return nodes === undefined ? [] : [{ name, nodes, path: ['queues', position, 'share', pool.name] }];
      });
      const sum = shares.reduce((nodes, share) => nodes + share.nodes, 0);
      const { max } = pool.nodes;
      const last = shares.at(-1);
      if (last === undefined || sum <= max) return [];
      const parts = shares.map(({ name, nodes }) => `${name} ${nodes}`).join(', ');
      return [
        {
          path: last.path,
          message: `the queues have ${sum} nodes of ${pool.name} for themselves (${parts}), and it has at most ${max}`,
          expected: `at most ${max} together`,
          found: String(sum),
          fix: `lower the shares to ${max} together, or raise pools[${index}].nodes.max to ${sum}`,
          involves: [...shares.slice(0, -1).map(({ path }) => path), ['pools', index, 'nodes', 'max']],
        },
      ];
    });
  },
};
