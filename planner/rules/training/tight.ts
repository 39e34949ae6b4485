import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';
import { fixFor } from './does-not-fit';
import { involved, plannedJobs } from './jobs';

export const tight: Rule = {
  id: 'training/tight',
  severity: 'warning',
  summary: 'A job has room for the memory that varying lengths leave in gaps.',
  why: 'It starts, and may run out of memory hours later, when the longest samples come together.',
  fix: 'Take one of the changes that the finding names, pack the samples, or watch its first epoch.',
  source: 'Ninefold: docs/gpu-fit.md; PyTorch documentation, "CUDA memory management" (reserved and allocated memory)',
  check(subject) {
    return plannedJobs(subject).flatMap((planned): Violation[] => {
      const { fit } = planned.plan;
      if (fit?.verdict !== 'tight') return [];
      const { memory, usableGib } = fit;
      return [
        {
          path: ['training', planned.index],
          message: `${planned.job.name} allocates ${memory.allocated.toFixed(1)} GiB on each GPU and may reserve ${memory.reserved.max.toFixed(1)} GiB of ${usableGib} GiB`,
          expected: `at most ${(usableGib - memory.parts.context).toFixed(1)} GiB reserved`,
          found: `${memory.reserved.max.toFixed(1)} GiB`,
          fix: fixFor(planned, subject),
          involves: involved(subject, planned),
        },
      ];
    });
  },
};
