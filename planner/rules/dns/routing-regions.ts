import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const routingRegions: Rule = {
  id: 'dns/routing-regions',
  severity: 'error',
  summary: 'Active-active has two or more active regions, active-passive one active and one standby region.',
  why: 'Active-passive is a pair of failover records, a primary and a secondary: a further region would cost money and never get a request. Active-active with one active region serves from that one only.',
  fix: 'Leave `routing` out, so that it follows from the roles, or change the roles.',
  source: 'Amazon Route 53 Developer Guide, "Active-active and active-passive failover"',
  check({ project, environment }) {
    const named = (role: 'active' | 'standby') =>
      project.regions.flatMap((region, index) => (region.role === role ? [{ name: region.name, index }] : []));
    const [active, standby] = [named('active'), named('standby')];
    const [primary] = active;
    if (project.dns === undefined || environment.dns === undefined || primary === undefined) return [];
    const explicit = project.dns.routing !== undefined;
    const atRouting = (message: string, expected: string, fix: string): Violation[] => [
      {
        path: ['dns', 'routing'],
        message,
        expected,
        found: environment.dns?.routing ?? '',
        fix,
        involves: [['regions']],
      },
    ];

    if (environment.dns.routing === 'active-active') {
      if (active.length > 1) return [];
      return atRouting(
        `active-active with one active region, ${primary.name}`,
        'active-passive, or a second active region',
        standby.length > 0 ? 'remove this line, or make a standby region active' : 'remove this line',
      );
    }
    if (active.length > 1) {
      return atRouting(
        `active-passive has one active region, and there are ${active.length}: ${active.map(({ name }) => name).join(', ')}`,
        'active-active',
        'remove this line, or make all active regions but one standby',
      );
    }
    if (standby.length === 0 && explicit) {
      return atRouting(
        'active-passive without a standby region has nothing to fail over to',
        'a standby region',
        'add a region with role: standby, or remove this line',
      );
    }
    return standby.slice(1).map(({ name, index }) => ({
      path: ['regions', index, 'role'],
      message: `active-passive has one standby region, ${standby[0]?.name}; ${name} would never get a request`,
      expected: 'active',
      found: 'standby',
      fix: `make ${name} or ${standby[0]?.name} active${explicit ? ' and remove dns.routing' : ''}, or remove ${name}`,
      involves: [['dns', 'routing']],
    }));
  },
};
