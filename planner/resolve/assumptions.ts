import { serviceLevels } from '../../catalog/slas';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import type { AssumptionsPlan } from '../environment/environment';

/** The assumptions of the proof, with the published service levels where the spec names no others. */
export function resolveAssumptions({ assumptions }: Project): AssumptionsPlan {
  const { slas } = assumptions;
  const share = (percent: number) => Number((percent / 100).toPrecision(12));
  return {
    peakLoad: share(assumptions.peakLoad),
    commonCause: share(assumptions.commonCause),
    regionCommonCause: share(assumptions.regionCommonCause),
    missedFailovers: share(assumptions.missedFailovers),
    regionOutage: parseDuration(assumptions.regionOutage),
    engineFailures: parseDuration(assumptions.engineFailures),
    nodeStart: parseDuration(assumptions.nodeStart),
    imagePull: parseDuration(assumptions.imagePull),
    weightFetch: assumptions.weightFetch,
    clientCache: parseDuration(assumptions.clientCache),
    clientConnect: parseDuration(assumptions.clientConnect),
    activation: parseDuration(assumptions.activation),
    slas: {
      elb: share(slas.elb ?? serviceLevels.elb.percent),
      ec2Region: share(slas.ec2Region ?? serviceLevels.ec2Region.percent),
      ec2Instance: share(slas.ec2Instance ?? serviceLevels.ec2Instance.percent),
      route53: share(slas.route53 ?? serviceLevels.route53.percent),
    },
  };
}
