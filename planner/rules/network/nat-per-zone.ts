import type { Rule } from '../rule';

export const natPerZone: Rule = {
  id: 'network/nat-per-zone',
  severity: 'warning',
  summary: 'A production environment has a NAT gateway in every zone.',
  why: 'A NAT gateway lives in one zone. When that zone fails, the nodes of all the others lose the internet: images and models from outside AWS, webhooks and alert receivers. Traffic to it from other zones costs extra as well.',
  fix: 'Set `network.nat: per-zone`, or leave it out.',
  source: 'Amazon VPC User Guide, "NAT gateway basics"',
  check({ project, environment }) {
    const hasSeveralZones = environment.regions.some(({ network }) => network.zones.length > 1);
    if (!environment.production || project.network.nat !== 'single' || !hasSeveralZones) return [];
    return [
      {
        path: ['network', 'nat'],
        message: 'in each region one NAT gateway serves every zone of a production environment',
        expected: 'per-zone',
        found: 'single',
        fix: 'set it to per-zone, or remove it',
      },
    ];
  },
};
