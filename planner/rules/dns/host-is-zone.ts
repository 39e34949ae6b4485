import type { Rule } from '../rule';

export const hostIsZone: Rule = {
  id: 'dns/host-is-zone',
  severity: 'error',
  summary: 'The public name is not the zone itself.',
  why: 'The public name is a CNAME to the regional names. DNS allows none at the apex of a zone, beside its SOA and NS records.',
  fix: 'Choose a name below the zone.',
  source: 'RFC 1034, section 3.6.2; Amazon Route 53 Developer Guide, "Supported DNS record types" (CNAME)',
  check({ project }) {
    const { dns } = project;
    if (dns === undefined || dns.host !== dns.zone) return [];
    return [
      {
        path: ['dns', 'host'],
        message: `${dns.host} is the zone itself`,
        expected: `a name below ${dns.zone}`,
        found: dns.host,
        fix: `name it for example ${project.name}.${dns.zone}`,
        involves: [['dns', 'zone']],
      },
    ];
  },
};
