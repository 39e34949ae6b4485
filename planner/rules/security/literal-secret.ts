import type { Path, Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Forms of credentials that are unlikely to be anything else. Sources: the issuers' documentation, as of 2026-11. */
const credentials: readonly { readonly what: string; readonly form: RegExp }[] = [
  { what: 'a Hugging Face token', form: /(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}/ },
  { what: 'a ModelScope token', form: /(?<![A-Za-z0-9])ms-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/ },
  {
    what: 'an API key',
    form: /(?<![A-Za-z0-9])sk-((proj|svcacct|admin|ant-[a-z0-9]+)-[-A-Za-z0-9_]{20,}|[A-Za-z0-9]{20,})/,
  },
  { what: 'an AWS access key', form: /(?<![A-Za-z0-9])(AKIA|ASIA)[0-9A-Z]{16}(?![A-Za-z0-9])/ },
  { what: 'a GitHub token', form: /(?<![A-Za-z0-9])(gh[opsur]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})/ },
  { what: 'a GitLab token', form: /(?<![A-Za-z0-9])glpat-[-A-Za-z0-9_]{20,}/ },
  { what: 'a Slack token', form: /(?<![A-Za-z0-9])xox[abeoprs]-[-A-Za-z0-9]{10,}/ },
  { what: 'a Slack webhook', form: /https:\/\/hooks\.slack\.com\/(services|workflows|triggers)\// },
  { what: 'a private key', form: /-----BEGIN [A-Z ]*PRIVATE KEY/ },
];

export const literalSecret: Rule = {
  id: 'security/literal-secret',
  severity: 'error',
  summary: 'The spec holds no credentials, only the names of secrets.',
  why: 'A spec is kept in Git, shown in reviews and copied into tags, charts and plans. Whoever reads one of them has the credential, and removing the line later does not take it out of the history.',
  fix: 'Revoke the credential, put its successor into Secrets Manager and write the name of that secret.',
  source: 'AWS Secrets Manager User Guide, best practices; the issuers of the credentials document their prefixes',
  check({ project }) {
    return texts(project, []).flatMap(({ path, text }): Violation[] => {
      const credential = credentials.find(({ form }) => form.test(text));
      if (credential === undefined) return [];
      // The text itself must not reach logs and reports.
      return [
        {
          path,
          message: `this looks like ${credential.what}`,
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
