import type { ServedVersion } from '../environment/inference-plan';
import type { PoolPlan } from '../environment/pool-plan';
import { allocatable, hugePagesGib } from '../fit/allocatable';

/** What each pod of a service takes of a node. */
interface PodResources {
  readonly gpus: number;
  readonly cpu: number;
  readonly memoryGib: number;
  /** Memory that processes share, part of the pod's. */
  readonly sharedMemoryGib: number;
  /** Elastic Fabric Adapters. */
  readonly efaInterfaces: number;
}

/** For what runs on every node: the agents of the network, the devices, the metrics and the logs. */
const agents = { cpu: 1, memoryGib: 2 };

/** Part of the rest that is left free, so that pods of other sizes find room beside. */
const slack = 0.9;

/**
 * A pod takes as much of a node as it takes of its GPUs. Adapters only go to pods that span nodes, and then all of them.
 *
 * @returns undefined where the pool's hardware is unknown
 */
export function podResources(
  service: Pick<ServedVersion, 'gpusPerReplica' | 'nodesPerReplica'>,
  pool: PoolPlan,
): PodResources | undefined {
  const { accelerator, instances, maxPods } = pool;
  if (accelerator === undefined || instances.length === 0) return undefined;
  const gpus = Math.ceil(service.gpusPerReplica / service.nodesPerReplica);
  const share = (slack * gpus) / accelerator.count;
  const node = allocatable(instances, maxPods);
  const spans = service.nodesPerReplica > 1;
  const memoryGib = Math.max(4, Math.floor((node.memoryGib - agents.memoryGib - hugePagesGib(pool.efa)) * share));
  return {
    gpus,
    cpu: Math.max(1, Math.floor((node.cpu - agents.cpu) * share)),
    memoryGib,
    sharedMemoryGib: Math.min(Math.floor(memoryGib / 2), 2 * gpus),
    efaInterfaces: pool.efa && spans ? Math.min(...instances.map(({ efaInterfaces }) => efaInterfaces)) : 0,
  };
}
