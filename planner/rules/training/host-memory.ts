import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { fixFor } from './does-not-fit';
import { involved, plannedJobs } from './jobs';

export const hostMemory: Rule = {
  id: 'training/host-memory',
  severity: 'error',
  summary: 'What a job offloads fits the memory of its nodes.',
  why: 'Linux kills the process that takes the most, and with it the job, while the GPUs have room left.',
  fix: 'Offload the optimizer only, use more nodes or an instance type with more memory, or do without offloading.',
  source: 'DeepSpeed, stage3.py and stage_1_and_2.py: estimators of host memory',
  check(subject) {
    return plannedJobs(subject).flatMap((planned): Violation[] => {
      const { fit } = planned.plan;
      if (fit === undefined || fit.memory.host <= fit.hostGib) return [];
      return [
        {
          path: ['training', planned.index, 'parallelism'],
          message: `${planned.job.name} keeps ${fit.memory.host.toFixed(0)} GiB in the memory of each node, and ${planned.node?.instanceType} has ${fit.hostGib.toFixed(0)} GiB for it`,
          expected: `at most ${fit.hostGib.toFixed(0)} GiB`,
          found: `${fit.memory.host.toFixed(0)} GiB`,
          fix: fixFor(planned, subject),
          involves: involved(subject, planned),
        },
      ];
    });
  },
};
