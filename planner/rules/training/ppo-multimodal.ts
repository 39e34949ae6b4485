import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const ppoMultimodal: Rule = {
  id: 'training/ppo-multimodal',
  severity: 'error',
  summary: 'The method ppo trains text models.',
  why: 'The program ms-swift has no ppo for multimodal models.',
  fix: 'Use `grpo`, which has the same purpose.',
  source: 'ms-swift 4.4, documentation, "RLHF": ppo without multimodal models',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const multimodal = subject.project.models.some(({ name, multimodal: is }) => name === job.model && is);
      if (job.method !== 'ppo' || !multimodal) return [];
      return [
        {
          field: ['method'],
          message: `${job.model} is multimodal, and ppo trains text models only`,
          expected: 'grpo',
          found: 'ppo',
          fix: 'use grpo',
        },
      ];
    });
  },
};
