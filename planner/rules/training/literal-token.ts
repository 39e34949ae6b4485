import type { Rule } from '../rule';
import { checkJobs } from './job-rule';

export const literalToken: Rule = {
  id: 'training/literal-token',
  severity: 'error',
  summary: 'Keys of others are secrets, not arguments.',
  why: "Arguments are in manifests, in logs and in the checkpoint's args.json.",
  fix: 'Remove it; keys come from Secrets Manager as variables of the pod.',
  source: 'ms-swift 4.4, base_args.py: save_args writes all arguments',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      const keys: readonly string[] = ['hub_token', 'swanlab_token', 'swanlab_secret', 'push_to_hub_token'];
      return Object.keys(job.extraArgs)
        .filter((name) => keys.includes(name))
        .map((name) => ({
          field: ['extraArgs', name],
          message: `${name} would be readable in every manifest and log`,
          expected: 'no key in the spec',
          found: name,
          fix: `remove ${name}`,
        }));
    });
  },
};
