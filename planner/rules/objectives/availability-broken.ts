import { formatPath } from '../../../schemas/finding';
import { cutPercent } from '../../availability/cut-percent';
import { prove } from '../../availability/proof';
import type { Environment } from '../../environment/environment';
import type { Rule } from '../rule';
import { brokenPromise } from './promises';

/** Replicas to try beyond those of the spec. */
const mostFurtherReplicas = 4;

export const availabilityBroken: Rule = {
  id: 'objectives/availability-broken',
  severity: 'error',
  summary: 'The environment reaches the availability that it promises.',
  why: 'From the published service levels of what is in the path of a request, the number of replicas and regions, and how often a failover is needed and works, less availability follows than the project promises. The assumptions are in `assumptions`, and `ninefold plan` shows them.',
  fix: 'Add replicas or a region, replace an assumption by what you have measured, or promise less.',
  source:
    'AWS whitepaper "Availability and Beyond" (2021-11), "Measuring availability" and "Availability with redundancy"',
  check({ environment }) {
    const verdict = brokenPromise(environment, 'availability');
    if (verdict === undefined) return [];
    const { promised, proved, binding } = verdict;
    const weakest = prove(environment).services.find(({ availability }) => availability * 100 === proved);
    const index = environment.inference.findIndex(({ name }) => name === weakest?.service);
    const replicas = index < 0 ? undefined : enoughReplicas(environment, index);
    const path = replicas === undefined ? ['objectives', 'availability'] : ['inference', index, 'replicas', 'min'];
    return [
      {
        path,
        message: `${weakest?.service ?? 'the project'} reaches ${cutPercent(proved)} % and ${promised} % is promised; most is lost to: ${weakest?.causes[0]?.what ?? binding.what}`,
        expected: `${promised} %`,
        found: `${cutPercent(proved)} %`,
        fix:
          replicas !== undefined
            ? `set replicas.min to ${replicas}`
            : environment.regions.length < 2
              ? `serve from a second region, or promise ${Math.floor(proved * 1000) / 1000}`
              : `improve ${binding.path ? formatPath(binding.path) : binding.setting}, or promise ${Math.floor(proved * 1000) / 1000}`,
        involves: [['objectives', 'availability'], ['assumptions'], ['inference'], ['regions'], ['pools']],
      },
    ];
  },
};

/** The smallest `replicas.min` that keeps the promise, if a few more do. */
function enoughReplicas(environment: Environment, index: number): number | undefined {
  const { min, max } = environment.inference[index]?.replicas ?? { min: 0, max: 0 };
  for (let count = min + 1; count <= Math.min(max, min + mostFurtherReplicas); count++) {
    const inference = environment.inference.map((service, position) =>
      position === index ? { ...service, replicas: { min: count, max } } : service,
    );
    if (brokenPromise({ ...environment, inference }, 'availability') === undefined) return count;
  }
  return undefined;
}
