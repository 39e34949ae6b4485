import type { Rule } from '../rule';
import { checkServices } from './service-rule';

/** Whether an argument, with its value or without, takes a key. */
export function isSecretArgument(argument: string): boolean {
  return /^--(api-keys?|admin-api-key|hf-token|ssl-keyfile-password)\b/.test(argument);
}

export const secretArgument: Rule = {
  id: 'inference/secret-argument',
  severity: 'error',
  summary: 'Keys are references, never arguments.',
  why: 'Arguments stand in manifests, in process lists and in Git.',
  fix: 'Use `apiKey: { secret }`.',
  source: 'OWASP, "Secrets Management Cheat Sheet"',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      return service.extraArgs.flatMap((argument, position) =>
        isSecretArgument(argument)
          ? [
              {
                field: ['extraArgs', position],
                message: `${argument.split('=')[0]} would put a key into the manifest`,
                expected: 'apiKey: { secret: … }',
                found: argument.split('=')[0] ?? '',
                fix: 'remove it, and name the secret with apiKey',
              },
            ]
          : [],
      );
    });
  },
};
