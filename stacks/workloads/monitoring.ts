import { alertsPath } from '../../constructs/inference/gateway-config';
import type { ProbedAddress, ProbedAlerts } from '../../constructs/monitoring/metrics/monitors';
import type { Slo } from '../../constructs/monitoring/objectives/slo-rules';
import type { RegionMonitoringProps } from '../../constructs/monitoring/region-monitoring';
import type { Environment } from '../../planner/environment/environment';
import type { SloPlan } from '../../planner/environment/monitoring-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { canaryIn, replicasIn } from '../../planner/inference/replicas-in';
import { gitOpsOf } from '../git-ops';
import { capacityEnd } from './capacity-end';

/** What is watched in one region. */
export function monitoringProps(environment: Environment, region: RegionPlan): RegionMonitoringProps {
  const { detection, slos, receivers } = environment.monitoring;
  return {
    region: region.name,
    ...gitOpsOf(environment),
    clocks: {
      scrapeInterval: detection.scrapeInterval.seconds,
      scrapeTimeout: detection.scrapeTimeout.seconds,
      ruleInterval: detection.ruleInterval.seconds,
    },
    services: environment.inference
      .filter(({ regions }) => regions.includes(region.name))
      .map((plan) => {
        const { name, engine, tier, exposure, apiKeySecret } = plan;
        const canary = canaryIn(plan, region);
        return {
          name,
          engine,
          tier,
          exposure,
          minReplicas: replicasIn(plan, region).min,
          balanced: (region.endpoint?.services ?? []).some((service) => service.name === name),
          ...(canary && { canary: canary.engine }),
          ...(apiKeySecret !== undefined && { apiKeySecret }),
          slos: slos.filter(({ service }) => service === name).map(sloOf),
        };
      }),
    addresses: addressesOf(environment, region),
    heard: heardFrom(environment, region),
    reserved: region.pools.flatMap((pool) => {
      const endsAt = capacityEnd(pool);
      return endsAt === undefined ? [] : [{ pool: pool.name, endsAt }];
    }),
    training: [...environment.training, ...environment.evaluation].some(({ regions }) => regions.includes(region.name)),
    gpus: region.pools.some(({ accelerator }) => accelerator?.vendor === 'nvidia'),
    karpenter: region.platform.charts.includes('karpenter'),
    receiverSecrets: Object.fromEntries(
      receivers.flatMap(({ name, type, secret }) => (secret === undefined || type === 'email' ? [] : [[name, secret]])),
    ),
  };
}

function sloOf({ objective, indicator }: SloPlan): Slo {
  if (indicator.kind === 'availability') return { objective, indicator };
  return { objective, indicator: { kind: indicator.kind, seconds: indicator.threshold.seconds } };
}

/** Regions whose gateways say whether their alerts get through. */
function heardFrom({ regions }: Environment, here: RegionPlan): ProbedAlerts[] {
  return regions.flatMap((region) => {
    const port = region.endpoint?.services[0]?.listenerPort;
    if (region.name === here.name || region.cold || region.endpoint === undefined || port === undefined) return [];
    return [{ region: region.name, url: urlOf(region.endpoint.host, port, alertsPath) }];
  });
}

const urlOf = (host: string, port: number, path: string) => `https://${host}${port === 443 ? '' : `:${port}`}${path}`;

/** The public services of the other regions at their own names, and of all at the name that users call. */
function addressesOf({ regions, dns }: Environment, here: RegionPlan): ProbedAddress[] {
  const own = here.endpoint?.services ?? [];
  const others = regions.filter(({ name, cold }) => name !== here.name && !cold);
  return [
    ...others.flatMap(({ name, endpoint }) =>
      (endpoint?.services ?? []).map((service) => ({
        url: urlOf(endpoint?.host ?? '', service.listenerPort, service.healthCheckPath),
        service: service.name,
        region: name,
      })),
    ),
    ...(dns === undefined
      ? []
      : own.map(({ name, listenerPort, healthCheckPath }) => ({
          url: urlOf(dns.host, listenerPort, healthCheckPath),
          service: name,
        }))),
  ];
}
