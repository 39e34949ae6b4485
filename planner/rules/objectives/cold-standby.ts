import type { Violation } from '../../../schemas/finding';
import { prove } from '../../availability/proof';
import { secondsText } from '../../availability/seconds-text';
import type { Rule } from '../rule';

export const coldStandby: Rule = {
  id: 'objectives/cold-standby',
  severity: 'error',
  summary: 'A region that users are moved to runs already, if the promised recovery is shorter than its start.',
  why: 'A cold region has to be deployed as warm, get nodes, images and weights, and load the models, before it answers anybody. GPU nodes may not even be available at that moment.',
  fix: 'Set `standby: warm`, or promise a recovery that leaves time for the start.',
  source:
    'AWS whitepaper "AWS Fault Isolation Boundaries", "Static stability"; "Disaster Recovery of Workloads on AWS"',
  check({ environment }) {
    const { objectives, regions } = environment;
    if (!objectives.promised.includes('recovery')) return [];
    const { losses } = prove(environment);
    const promised = objectives.recovery.seconds;
    return regions.flatMap((region, index): Violation[] => {
      if (!region.cold) return [];
      const starts = losses
        .filter(({ share }) => share > 0)
        .flatMap(({ lost, services }) =>
          services
            .filter(
              (after) => after.region === region.name && after.tier !== 'sheddable' && after.warm.worst > promised,
            )
            .map((after) => ({ lost, ...after })),
        );
      const slowest = starts.reduce<(typeof starts)[number] | undefined>(
        (a, b) => (a === undefined || b.warm.worst > a.warm.worst ? b : a),
        undefined,
      );
      if (slowest === undefined) return [];
      return [
        {
          path: ['regions', index, 'standby'],
          message: `when ${slowest.lost} is lost, ${slowest.service} starts in ${region.name} within ${secondsText(slowest.warm.worst)}, and recovery is promised in ${secondsText(promised)}`,
          expected: 'warm',
          found: 'cold',
          fix: `set standby to warm, or objectives.recovery to ${Math.ceil(slowest.warm.worst / 60) + 5}m or more`,
          involves: [['objectives', 'recovery'], ['regions'], ['assumptions'], ['inference'], ['pools']],
        },
      ];
    });
  },
};
