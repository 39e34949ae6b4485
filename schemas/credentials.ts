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

/** What a text holds that looks like a credential, for example `an API key`; undefined if nothing does. */
export function credentialIn(text: string): string | undefined {
  return credentials.find(({ form }) => form.test(text))?.what;
}

/** The same text, as long as it was, with dots for every credential: logs and reports are read by others. */
export function withoutCredentials(text: string): string {
  return credentials.reduce((shown, { form }) => {
    return shown.replace(new RegExp(form, 'g'), (credential) => '•'.repeat(credential.length));
  }, text);
}
