import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const receiverAddress: Rule = {
  id: 'security/receiver-address',
  severity: 'warning',
  summary: 'Only e-mail receivers have an address.',
  why: 'Other channels do not use it: whoever reads the address expects mail that never comes.',
  fix: 'Remove the address, or add a receiver of the type email.',
  source: 'Prometheus documentation, "Alerting configuration" (receiver integration settings)',
  check({ project }) {
    return project.monitoring.receivers.flatMap((receiver, index): Violation[] => {
      if (receiver.type === 'email' || receiver.address === undefined) return [];
      return [
        {
          path: ['monitoring', 'receivers', index, 'address'],
          message: `a ${receiver.type} receiver sends nothing to ${receiver.address}`,
          found: receiver.address,
          fix: 'remove this line, or add a receiver of the type email',
          involves: [['monitoring', 'receivers', index, 'type']],
        },
      ];
    });
  },
};
