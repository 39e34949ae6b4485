import type { Violation } from '../../../schemas/finding';
import { promisedServices, prove } from '../../availability/proof';
import { recoveryTerms } from '../../availability/recovery';
import { isServed, type RegionLoss, type ServiceAfterLoss } from '../../availability/region-loss';
import { total } from '../../availability/time-budget';
import type { Environment } from '../../environment/environment';
import type { Rule } from '../rule';

export const standbyCapacity: Rule = {
  id: 'serving/standby-capacity',
  severity: 'error',
  summary: 'A standby region runs the replicas that its users need within the promised recovery.',
  why: 'DNS sends all users of a lost region at once. What does not run there has to get a node, an image and the weights first, if there is a GPU to be had at that moment.',
  fix: 'Raise `replicas.standby`, or promise a recovery that leaves time for the start.',
  source: 'Amazon EKS Best Practices Guide, reliability (static stability); AWS Well-Architected Framework, REL11-BP05',
  check({ project, environment }) {
    const { objectives, regions } = environment;
    if (!objectives.promised.includes('recovery')) return [];
    const promised = new Set(promisedServices(environment).map(({ name }) => name));
    const standby = new Set(regions.filter(({ role, cold }) => role === 'standby' && !cold).map(({ name }) => name));
    const late = prove(environment)
      .losses.filter(({ share }) => share > 0)
      .flatMap((loss) => loss.services.map((after) => ({ lost: loss.lost, loss, after })))
      .filter(({ after }) => promised.has(after.service) && standby.has(after.region) && after.needed > after.running)
      // What finds no room at all is the matter of objectives/region-loss-capacity.
      .filter(({ after }) => isServed(after.outcome))
      .filter(({ loss, after }) => recovery(environment, loss, after) > objectives.recovery.seconds);
    return [...new Set(late.map(({ after }) => after.service))].flatMap((name): Violation[] => {
      const cases = late.filter(({ after }) => after.service === name);
      const [first, ...others] = cases;
      if (first === undefined) return [];
      const { lost, after } = others.reduce((a, b) => (b.after.needed > a.after.needed ? b : a), first);
      const index = project.inference.findIndex((service) => service.name === name);
      const field = project.inference[index]?.replicas.standby === undefined ? 'min' : 'standby';
      return [
        {
          path: ['inference', index, 'replicas', field],
          message: message(lost, after),
          expected: `${after.needed} or more`,
          found: String(after.running),
          fix: `set replicas.standby of ${name} to ${after.needed}`,
          involves: [['objectives', 'recovery'], ['regions'], ['assumptions'], ['inference'], ['pools']],
        },
      ];
    });
  },
};

/** Seconds until the users of a lost region are served again, at worst. */
function recovery(environment: Environment, loss: RegionLoss, { service: name }: ServiceAfterLoss): number {
  const service = environment.inference.find((candidate) => candidate.name === name);
  const region = environment.regions.find((candidate) => candidate.name === loss.lost);
  if (service === undefined || region === undefined) return 0;
  const terms = recoveryTerms('region', { environment, service, region, loss });
  return terms === undefined ? 0 : total(terms).worst;
}

function message(lost: string, { region, service, needed, running, warm }: ServiceAfterLoss): string {
  const missing = needed - running;
  return `when ${lost} is lost, ${region} needs ${needed} replicas of ${service} and runs ${running}: the other ${missing} may take ${Math.ceil(warm.worst)} s`;
}
