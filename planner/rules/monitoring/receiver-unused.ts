import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

export const receiverUnused: Rule = {
  id: 'monitoring/receiver-unused',
  severity: 'warning',
  summary: 'A receiver names what its channel uses: e-mail an address, every other channel a secret.',
  why: 'A channel does not use what belongs to another: whoever reads the address expects mail that never comes, and a secret of an e-mail receiver is read by nobody.',
  fix: 'Remove the line, or change the type of the receiver.',
  source: 'Prometheus documentation, "Alerting configuration" (receiver integration settings)',
  check({ project }) {
    return project.monitoring.receivers.flatMap((receiver, index): Violation[] => {
      const field = receiver.type === 'email' ? 'secret' : 'address';
      const found = receiver[field];
      if (found === undefined) return [];
      return [
        {
          path: ['monitoring', 'receivers', index, field],
          message: `the ${receiver.type} receiver ${receiver.name} has no use for ${field === 'secret' ? 'a secret' : 'an address'}`,
          found,
          fix: field === 'secret' ? 'remove this line' : 'remove this line, or add a receiver of the type email',
          involves: [['monitoring', 'receivers', index, 'type']],
        },
      ];
    });
  },
};
