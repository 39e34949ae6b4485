import { credentialIn } from '../../../schemas/credentials';
import type { Path, Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const literalSecret: Rule = {
  id: 'security/literal-secret',
  severity: 'error',
  summary: 'The spec holds no credentials, only the names of secrets.',
  why: 'A spec is kept in Git, shown in reviews and copied into tags, charts and plans. Whoever reads one of them has the credential, and removing the line later does not take it out of the history.',
  fix: 'Revoke the credential, put its successor into Secrets Manager and write the name of that secret.',
  source: 'AWS Secrets Manager User Guide, best practices; the issuers of the credentials document their prefixes',
  check({ project }) {
    return texts(project, []).flatMap(({ path, text }): Violation[] => {
      const credential = credentialIn(text);
      if (credential === undefined) return [];
      // The text itself must not reach logs and reports.
      return [
        {
          path,
          message: `this looks like ${credential}`,
          expected: 'the name of a secret in AWS Secrets Manager, such as prod/huggingface',
          fix: 'revoke it, keep its successor in Secrets Manager, and write the name of that secret where one is wanted',
        },
      ];
    });
  },
};

function texts(value: unknown, path: Path): { path: Path; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, [...path, index]));
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key]));
}
