import { type Fleet, isServing, type Replica } from './fleet';
import type { World } from './world';

/** Where the load balancer sends requests: if it finds no target healthy, to all of them. */
export function targetsOf(fleet: Fleet): readonly Replica[] {
  const healthy = fleet.replicas.filter(({ inService }) => inService);
  return healthy.length > 0 ? healthy : fleet.replicas;
}

/** Starts the load balancer's probes of one target, as the emitted target group has them. */
export function startProbes(world: World, replica: Replica, now: number): void {
  const { region, service } = replica.fleet;
  const group = world.emitted.targetGroups.find(
    (candidate) => candidate.region === region.name && candidate.service === service.name,
  );
  // Inside the cluster a replica counts as soon as it is ready.
  const { interval, timeout, healthy, unhealthy } = group ?? { interval: 5, timeout: 1, healthy: 1, unhealthy: 2 };
  const look = (at: number): void => {
    if (replica.state === 'gone') return;
    const passes = isServing(world, replica);
    replica.streak = passes === replica.inService ? 0 : replica.streak + 1;
    if (replica.streak >= (passes ? healthy : unhealthy)) {
      // A probe that nobody answers fails when its time is over.
      world.events.plan(passes || replica.state === 'loading' ? at : at + timeout, () => {
        replica.inService = passes;
      });
      replica.streak = 0;
    }
    world.events.plan(at + interval, look);
  };
  world.events.plan(now + interval * world.random(), look);
}
