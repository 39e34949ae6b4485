import { toleratedSeconds } from '../../catalog/kubernetes-clocks';
import { healthChecking, loadBalancerAliasSeconds } from '../../catalog/route53';
import { formatDuration } from '../../schemas/duration';
import type { DnsPlan } from '../environment/dns-plan';
import { targetProbe } from '../environment/endpoint-plan';
import type { Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { isServed, neededAtPeak, type RegionLoss, type ServiceAfterLoss } from './region-loss';
import { loadSeconds, lostNodeSeconds, weightsGib } from './replicas';
import { type FailureClass, type Span, type Term, total } from './time-budget';

/** What the users of one service in one region go through. */
interface Affected {
  readonly environment: Environment;
  readonly service: InferencePlan;
  readonly region: RegionPlan;
  /** Loss of the region; absent without a public name. */
  readonly loss?: RegionLoss;
}

/** From a failure until the users of a service are served again; undefined where nothing but repair ends it. */
export function recoveryTerms(failure: FailureClass, affected: Affected): Term[] | undefined {
  if (failure === 'region') return regionFailover(affected);
  const { service, environment } = affected;
  const needed = neededAtPeak(environment, service);
  const left = service.replicas.min - replicasLost(failure, affected);
  const addresses = failure === 'zone' && service.exposure === 'public' ? [zoneAddress()] : [];
  const removal = [...targetRemoval(), ...addresses, connectTerm(environment, 'the lost target')];
  if (left >= needed) return removal;
  const restart = [...removal, ...replacement(failure, affected)];
  // With no replica left the probes of the region fail, and its users are moved.
  const moved = left <= 0 ? regionFailover(affected) : undefined;
  return moved && total(moved).worst < total(restart).worst ? moved : restart;
}

/** Replicas are spread evenly over the nodes that always run, and those over the zones of the pool. */
function replicasLost(failure: FailureClass, { service, region }: Affected): number {
  const { min } = service.replicas;
  const pool = region.pools.find(({ name }) => name === service.pool);
  const nodes = Math.max(1, pool?.nodes.min ?? 1);
  if (failure === 'node') return Math.ceil(min / Math.min(nodes, Math.max(1, min)));
  if (failure === 'zone') return Math.ceil(min / Math.max(1, Math.min(pool?.zones.length ?? 1, nodes, min)));
  return Math.min(1, min);
}

/** The load balancer stops sending to targets that fail its probes. */
function targetRemoval(): Term[] {
  const { unhealthyThreshold } = targetProbe;
  const [interval, timeout] = [targetProbe.interval.seconds, targetProbe.timeout.seconds];
  return [
    {
      phase: 'detect',
      what: 'load balancer finds the target unhealthy',
      typical: (unhealthyThreshold - 0.5) * interval,
      worst: unhealthyThreshold * interval + timeout,
      setting: `target probes ${unhealthyThreshold} × ${interval}s, timeout ${timeout}s`,
    },
  ];
}

/** The regional name stops leading to the load balancer's address in the zone. */
function zoneAddress(): Term {
  return {
    phase: 'propagate',
    what: "resolvers forget the zone's address of the load balancer",
    typical: loadBalancerAliasSeconds / 2,
    worst: loadBalancerAliasSeconds,
    setting: `alias record of the load balancer ${loadBalancerAliasSeconds}s`,
  };
}

/** A client that has just sent its last request to what is lost has to notice it. */
function connectTerm({ assumptions }: Environment, what: string): Term {
  const { clientConnect } = assumptions;
  return {
    phase: 'propagate',
    what: `client gives up connecting to ${what}`,
    typical: clientConnect.seconds,
    worst: clientConnect.seconds,
    setting: `assumptions.clientConnect ${formatDuration(clientConnect)}`,
    path: ['assumptions', 'clientConnect'],
  };
}

/** A new replica, on a new node where the old one is lost. */
function replacement(failure: FailureClass, { environment, service, region }: Affected): Term[] {
  const { nodeStart, imagePull, weightFetch } = environment.assumptions;
  const index = environment.inference.indexOf(service);
  const load: Term = {
    phase: 'warm',
    what: `${service.name} starts again in ${region.name}`,
    typical: loadSeconds(service),
    worst: loadSeconds(service),
    ...(service.replicas.min > 1
      ? { setting: peakSetting(environment), path: ['assumptions', 'peakLoad'] }
      : {
          setting: `inference[${index}].replicas.min ${service.replicas.min}`,
          path: ['inference', index, 'replicas', 'min'],
        }),
  };
  if (failure === 'process' || failure === 'hang') return [load];
  const weights = weightsGib(environment, service) / weightFetch;
  const node = nodeStart.seconds + imagePull.seconds + weights;
  return [giveUpNode(failure, service), { ...load, typical: node + load.typical, worst: 2 * node + load.worst }];
}

/** Until the pods that were on a node may start on another one. */
function giveUpNode(failure: FailureClass, service: InferencePlan): Term {
  const seconds = lostNodeSeconds(failure === 'gpu' ? 'gpu' : 'node', service);
  if (failure === 'gpu')
    return {
      phase: 'decide',
      what: 'EKS replaces the node of the GPU',
      ...seconds,
      setting: 'EKS node auto repair, 10 minutes',
    };
  return service.nodesPerReplica > 1
    ? {
        phase: 'decide',
        what: 'EKS replaces the lost node, whose pods hold their place in the group',
        ...seconds,
        setting: 'EKS node auto repair, 30 minutes',
      }
    : {
        phase: 'decide',
        what: 'Kubernetes evicts the pods of the lost node',
        ...seconds,
        setting: `tolerationSeconds ${toleratedSeconds}`,
      };
}

/** Health checks, DNS and clients move everybody to other regions, which may have to start replicas first. */
function regionFailover({ environment, service, loss }: Affected): Term[] | undefined {
  const { dns } = environment;
  if (dns === undefined || loss === undefined || !loss.hasSuccessor) return undefined;
  const after = loss.byService.get(service.name) ?? [];
  if (after.length === 0) return undefined;
  return [...dnsFailover(dns), ...clientTerms(environment), warmUp(environment, service, after)];
}

/**
 * worst = interval × failures + connect and response timeout + propagation + TTL
 *
 * Source: Amazon Route 53 Developer Guide, "How Amazon Route 53 determines whether a health check is healthy".
 */
export function dnsFailover({ healthCheck, ttl }: DnsPlan): Term[] {
  const { connectSeconds, responseSeconds, propagationSeconds } = healthChecking;
  const { failures } = healthCheck;
  const interval = healthCheck.interval.seconds;
  return [
    {
      phase: 'detect',
      what: 'health checkers find the region unhealthy',
      typical: (failures - 0.5) * interval,
      worst: failures * interval + connectSeconds + responseSeconds,
      setting: `dns.healthCheck ${failures} × ${interval}s, timeout ${connectSeconds + responseSeconds}s`,
      path: ['dns', 'healthCheck', failures > 1 ? 'failures' : 'interval'],
    },
    {
      phase: 'decide',
      what: 'calculated check of the region',
      typical: 0,
      worst: 0,
      setting: 'no person and no control plane decides',
    },
    {
      phase: 'switch',
      what: 'checkers agree, name servers follow',
      ...propagationSeconds,
      setting: 'Route 53, an estimate',
    },
    {
      phase: 'propagate',
      what: 'resolvers forget the old answer',
      typical: ttl.seconds / 2,
      worst: ttl.seconds,
      setting: `dns.ttl ${formatDuration(ttl)}`,
      path: ['dns', 'ttl'],
    },
  ];
}

function clientTerms(environment: Environment): Term[] {
  const { clientCache } = environment.assumptions;
  return [
    {
      phase: 'propagate',
      what: 'client keeps the address beyond its TTL',
      typical: 0,
      worst: clientCache.seconds,
      setting: `assumptions.clientCache ${formatDuration(clientCache)}`,
      path: ['assumptions', 'clientCache'],
    },
    connectTerm(environment, 'the lost region'),
  ];
}

/** The region that takes longest; a service without room is never served in full. */
function warmUp(environment: Environment, service: InferencePlan, after: readonly ServiceAfterLoss[]): Term {
  const slowest = after.reduce((a, b) => (spanOf(b).worst > spanOf(a).worst ? b : a));
  const region = environment.regions.findIndex(({ name }) => name === slowest.region);
  const { needed, running } = slowest;
  const plan = environment.regions[region];
  const isCold = plan?.cold ?? false;
  const index = environment.inference.indexOf(service);
  const isSmall = plan?.role === 'standby' && needed > running;
  return {
    phase: 'warm',
    what: needed <= running ? 'replicas run already' : `${needed - running} more replicas start in ${slowest.region}`,
    ...spanOf(slowest),
    setting: isCold
      ? `regions[${region}].standby cold`
      : `${peakSetting(environment)}: ${needed} replicas of ${service.name} in ${slowest.region}, where ${running} run`,
    path: isCold
      ? ['regions', region, 'standby']
      : isSmall
        ? ['inference', index, 'replicas', 'standby']
        : ['assumptions', 'peakLoad'],
  };
}

function peakSetting({ assumptions }: Environment): string {
  return `assumptions.peakLoad ${Number((assumptions.peakLoad * 100).toPrecision(6))}`;
}

function spanOf({ outcome, warm }: ServiceAfterLoss): Span {
  return isServed(outcome) ? warm : { typical: Number.POSITIVE_INFINITY, worst: Number.POSITIVE_INFINITY };
}
