import { quotas } from '../../../catalog/quotas';
import { countHealthChecks } from '../../environment/dns-plan';
import type { Rule } from '../rule';

export const healthCheckQuota: Rule = {
  id: 'dns/health-check-quota',
  severity: 'warning',
  summary: 'The health checks of the public name fit into the quota of a new account.',
  why: 'Every critical public service has a probe in every region, and with other regions to fail over to also a hold; each region has a switch and a calculated check. Beyond the quota Route 53 refuses to create them.',
  fix: 'Ask for a higher quota before the deployment, or make fewer services critical.',
  source: 'Amazon Route 53 Developer Guide, "Quotas" (health checks)',
  check({ environment }) {
    const { dns } = environment;
    if (dns === undefined) return [];
    const needed = countHealthChecks(dns.checks);
    const { default: quota, code } = quotas.healthChecks;
    if (needed <= quota) return [];
    return [
      {
        path: ['dns', 'healthCheck'],
        message: `${needed} health checks are needed, and a new account may have ${quota}`,
        expected: `at most ${quota}`,
        found: String(needed),
        fix: `raise the quota ${code} of Route 53 to ${needed} or more, or make fewer services critical`,
        involves: [['regions'], ['inference'], ['pools']],
      },
    ];
  },
};
