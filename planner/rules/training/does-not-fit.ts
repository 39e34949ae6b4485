import type { Violation } from '../../../schemas/finding';
import { waysToFit } from '../../fit/ways-to-fit';
import { fixedPlan, workloadOf } from '../../resolve/training';
import { findPool } from '../pools';
import type { Rule, Subject } from '../rule';
import { involved, type PlannedJob, plannedJobs } from './jobs';

export const doesNotFit: Rule = {
  id: 'training/does-not-fit',
  severity: 'error',
  summary: 'A job fits the GPUs that it was given.',
  why: 'It would run out of memory in its first step, after the nodes were started and paid for.',
  fix: 'Take one of the changes that the finding names, which are tried in the order of their effort.',
  source: 'Ninefold: docs/gpu-fit.md, with formulas, sources and the error against published measurements',
  check(subject) {
    return plannedJobs(subject).flatMap((planned): Violation[] => {
      const { fit } = planned.plan;
      if (fit?.verdict !== 'does not fit' || fit.memory.host > fit.hostGib) return [];
      const { memory, usableGib } = fit;
      const needed = memory.allocated + memory.parts.context;
      return [
        {
          path: ['training', planned.index],
          message: `${planned.job.name} needs ${needed.toFixed(1)} GiB on each GPU, and ${planned.node?.gpu} has ${usableGib} GiB`,
          expected: `at most ${usableGib} GiB`,
          found: `${needed.toFixed(1)} GiB: ${largestParts(memory.parts)}`,
          fix: fixFor(planned, subject),
          involves: involved(subject, planned),
        },
      ];
    });
  },
};

/** The three largest parts, for whoever asks where it goes. */
function largestParts(parts: object): string {
  return Object.entries(parts as Readonly<Record<string, number>>)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(([name, gib]) => `${name} ${gib.toFixed(1)}`)
    .join(', ');
}

/** Changes after which the job fits, as a sentence. */
export function fixFor({ job, model, node }: PlannedJob, { project }: Subject): string {
  const nothing = 'use GPUs with more memory, more nodes, or a smaller model';
  if (model === undefined || node === undefined) return nothing;
  const plan = fixedPlan(job, job.nodes * node.count);
  const maxNodes = findPool(project, job.pool)?.pool.nodes.max ?? job.nodes;
  // More nodes than the pool has are one change as well: the finding then names both numbers.
  const ways = waysToFit({ workload: workloadOf(job, model), plan, nodes: job.nodes, node, maxNodes: maxNodes * 4 });
  return ways.length === 0 ? nothing : `it would fit with ${ways.map(({ change }) => change).join(', or ')}`;
}
