import type { Rule } from '../rule';

export const standbyWithoutDns: Rule = {
  id: 'region/standby-without-dns',
  severity: 'warning',
  summary: 'A project with standby regions has `dns`.',
  why: 'Users are moved to a standby region by the records of the public name. Without that name the region is built and paid for, and never serves.',
  fix: 'Add `dns` with a hosted zone and a host, or make the region active, or remove it.',
  source: 'Amazon Route 53 developer guide, "Active-active and active-passive failover"',
  check({ project }) {
    const standby = project.regions.flatMap(({ role, name }, index) => (role === 'standby' ? [{ index, name }] : []));
    const [first] = standby;
    if (project.dns !== undefined || first === undefined || standby.length === project.regions.length) return [];
    const names = standby.map(({ name }) => name).join(' and ');
    return [
      {
        path: ['regions', first.index, 'role'],
        message: `without \`dns\` nothing moves users to ${names}`,
        fix: 'add `dns`, or give up the standby',
        involves: [['dns']],
      },
    ];
  },
};
