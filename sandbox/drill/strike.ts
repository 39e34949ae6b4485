import { healthTimeout, heartbeatTimeout, livenessProbe, probeInterval } from '../../catalog/engine-probes';
import type { Engine } from '../../catalog/engines';
import type { Fault } from '../../planner/availability/fault';
import { loadSeconds, lostNodeSeconds } from '../../planner/availability/replicas';
import type { Span } from '../../planner/availability/time-budget';
import { type Fleet, type Node, type Replica, removeReplica } from './fleet';
import { between, type World } from './world';

/** Until the liveness probes of a hung engine have failed, in seconds; at worst of the engine that answers slowest. */
const livenessSeconds = {
  typical: livenessProbe.stall + probeInterval * (livenessProbe.failures - 0.5),
  worst:
    livenessProbe.stall +
    probeInterval * livenessProbe.failures +
    Math.max(...(Object.keys(healthTimeout) as Engine[]).map(heartbeatTimeout)),
};

/** Lets a fault happen to regions, zones, nodes and replicas. */
export function strike(world: World, fleets: readonly Fleet[], fault: Fault, now: number): void {
  switch (fault.kind) {
    case 'region':
      world.lostRegions.add(fault.region);
      return;
    case 'zone':
      world.lostZones.add(fault.zone);
      for (const replica of fleets.flatMap(({ replicas }) => replicas)) {
        const lost = replica.nodes.filter(({ zone }) => zone === fault.zone);
        if (lost.length > 0) loseNodes(world, replica, lost, now, lostNodeSeconds('node', replica.fleet.service));
      }
      return;
  }
  const fleet = fleets.find(({ service, region }) => service.name === fault.service && region.name === fault.region);
  const [first] = fleet?.replicas ?? [];
  switch (fault.kind) {
    case 'service':
      for (const replica of fleet?.replicas ?? []) hang(world, replica, now);
      return;
    case 'process':
      if (first) restart(world, first, 'loading', now);
      return;
    default:
      if (first) loseNode(world, fleets, first, fault.kind, now);
  }
}

/** The pods of a lost node go together; a lost GPU takes the replica that uses it. */
function loseNode(world: World, fleets: readonly Fleet[], replica: Replica, kind: 'node' | 'gpu', now: number): void {
  const struck = replica.nodes.slice(0, 1);
  const together = fleets
    .flatMap(({ replicas }) => replicas)
    .filter(({ nodes }) => struck.some((node) => nodes.includes(node)));
  for (const victim of kind === 'node' ? together : [replica]) {
    loseNodes(world, victim, struck, now, lostNodeSeconds(kind, victim.fleet.service));
  }
}

/** The pods of a lost node are replaced when they are evicted; a node that lost a GPU, when EKS repairs it. */
function loseNodes(world: World, replica: Replica, lost: readonly Node[], now: number, clock: Span): void {
  for (const node of lost) node.alive = false;
  world.events.plan(now + between(world.random, clock.typical, clock.worst), () => removeReplica(replica));
}

/** The kubelet restarts a hung engine when it has noticed. */
function hang(world: World, replica: Replica, now: number): void {
  const noticed = between(world.random, livenessSeconds.typical, livenessSeconds.worst);
  restart(world, replica, 'hung', now + noticed);
}

/** An engine that is restarted at a time serves when it has loaded its weights. */
function restart(world: World, replica: Replica, until: 'loading' | 'hung', at: number): void {
  replica.state = until;
  world.events.plan(at + loadSeconds(replica.fleet.service), () => {
    if (replica.state !== 'gone') replica.state = 'ready';
  });
}
