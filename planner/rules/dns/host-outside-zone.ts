import type { Rule } from '../rule';

export const hostOutsideZone: Rule = {
  id: 'dns/host-outside-zone',
  severity: 'error',
  summary: 'The public name lies in the hosted zone.',
  why: 'Route 53 refuses a record whose name does not end in the name of its zone, and the certificate is validated by a record in the same zone.',
  fix: 'Choose a name below `dns.zone`, or correct the zone.',
  source: 'Amazon Route 53 API Reference, "ResourceRecordSet" (Name)',
  check({ project }) {
    const { dns } = project;
    if (dns === undefined || dns.host === dns.zone || dns.host.endsWith(`.${dns.zone}`)) return [];
    return [
      {
        path: ['dns', 'host'],
        message: `${dns.host} is not a name in the zone ${dns.zone}`,
        expected: `a name that ends in .${dns.zone}`,
        found: dns.host,
        fix: `name it ${dns.host.split('.')[0]}.${dns.zone}, or correct dns.zone`,
        involves: [['dns', 'zone']],
      },
    ];
  },
};
