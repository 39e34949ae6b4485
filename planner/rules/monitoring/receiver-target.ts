import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const receiverTarget: Rule = {
  id: 'monitoring/receiver-target',
  severity: 'error',
  summary: 'A receiver says where its messages go: e-mail an address, every other channel a secret.',
  why: 'The key or URL of a channel is a credential and comes from Secrets Manager. Alertmanager does not start with a receiver that lacks it, and then nobody is told anything.',
  fix: 'Put the key or URL into Secrets Manager and name that secret; for e-mail give the address.',
  source: 'Prometheus documentation, "Alerting configuration" (receiver integration settings)',
  check({ project }) {
    return project.monitoring.receivers.flatMap((receiver, index): Violation[] => {
      const missing = receiver.type === 'email' ? 'address' : 'secret';
      if (receiver[missing] !== undefined) return [];
      return [
        {
          path: ['monitoring', 'receivers', index],
          message: `the ${receiver.type} receiver ${receiver.name} has no ${missing}`,
          expected: missing,
          fix:
            missing === 'address'
              ? 'add address, for example oncall@example.com'
              : `add secret, the name of the secret with the key or URL, for example prod/${receiver.type}`,
        },
      ];
    });
  },
};
