import { regionalHost } from '../../resolve/endpoint';
import type { Rule } from '../rule';

/** Octets in the common name of a certificate. */
const longestCommonName = 64;

export const regionalNameLength: Rule = {
  id: 'dns/regional-name-length',
  severity: 'error',
  summary: 'The name of every regional endpoint has at most 64 characters.',
  why: 'Each region has a certificate for `<region>.<host>`, and the first name of a certificate is its common name, which ACM limits to 64 characters.',
  fix: 'Shorten `dns.host`.',
  source: 'AWS Certificate Manager User Guide, "Request a public certificate" (RFC 5280: common name up to 64 octets)',
  check({ project }) {
    const { dns } = project;
    if (dns === undefined) return [];
    const names = project.regions.map((region) => regionalHost(region.name, dns.host));
    const longest = names.reduce((a, b) => (b.length > a.length ? b : a), '');
    const excess = longest.length - longestCommonName;
    if (excess <= 0) return [];
    return [
      {
        path: ['dns', 'host'],
        message: `${longest} has ${longest.length} characters, and a certificate takes ${longestCommonName}`,
        expected: `at most ${dns.host.length - excess} characters`,
        found: `${dns.host.length} characters`,
        fix: `shorten the host by ${excess} or more`,
        involves: [['regions']],
      },
    ];
  },
};
