import type { Rule } from '../rule';

export const silenceUnheard: Rule = {
  id: 'monitoring/silence-unheard',
  severity: 'warning',
  summary: 'In production somebody outside of each region notices when its alerts no longer get through.',
  why: 'A dead Prometheus or Alertmanager tells nobody that it is dead, and a lost region neither. Other regions ask those with public services whether their alerts get through, and with an e-mail receiver a CloudWatch alarm in another region waits for the heartbeat of each.',
  fix: 'Add a receiver of the type email; PagerDuty, Opsgenie and Slack have addresses that page or post what they get.',
  source:
    'Google, Site Reliability Engineering, "Monitoring Distributed Systems"; kube-prometheus runbooks, "Watchdog" (a dead man’s switch)',
  check({ environment }) {
    const { production, regions, monitoring } = environment;
    if (!production || monitoring.receivers.length === 0 || monitoring.heartbeats.length > 0) return [];
    const heard = (name: string, cold: boolean, open: boolean) =>
      open && !cold && regions.some((other) => other.name !== name);
    const unheard = regions.filter(
      ({ name, cold, endpoint }) => !heard(name, cold, (endpoint?.services ?? []).length > 0),
    );
    if (unheard.length === 0) return [];
    return [
      {
        path: ['monitoring', 'receivers'],
        message: `nobody outside of ${unheard.map(({ name }) => name).join(', ')} notices when alerts no longer get through there`,
        expected: 'a receiver of the type email',
        fix: 'add for example { name: silence, type: email, address: oncall@example.com }',
        involves: [['environment'], ['regions']],
      },
    ];
  },
};
