import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const severalNodesEfa: Rule = {
  id: 'inference/several-nodes-efa',
  severity: 'warning',
  summary: 'Nodes that share a replica talk over EFA where they can.',
  why: 'Without it every token crosses the network through the kernel, which makes a replica on several nodes many times slower.',
  fix: 'Set `efa` of the pool to auto, or use a type that has EFA.',
  source: 'Amazon EC2 User Guide, "Elastic Fabric Adapter"; vLLM documentation, "Parallelism and scaling"',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      if (plan.nodesPerReplica === 1) return [];
      const pool = subject.environment.regions.flatMap(({ pools }) => pools).find(({ name }) => name === service.pool);
      if (pool === undefined || pool.efa) return [];
      return [
        {
          field: ['pool'],
          message: `a replica of ${service.name} takes ${plan.nodesPerReplica} nodes, and ${pool.name} has no EFA`,
          expected: 'a pool with EFA, or a replica on one node',
          found: pool.name,
          fix: 'use an instance type with more or larger GPUs, or one with EFA',
        },
      ];
    });
  },
};
