import { bytesPerGib } from '../../schemas/size';
import type { PoolPlan } from '../environment/pool-plan';
import type { TrainingPlan } from '../environment/training-plan';
import { allocatable, hugePagesGib } from '../fit/allocatable';

/** What each pod that trains takes of a node. */
interface TrainingPodResources {
  readonly gpus: number;
  /** Elastic Fabric Adapters. */
  readonly efaInterfaces: number;
  readonly cpus: number;
  readonly memoryGib: number;
  /** Disk for checkpoints, for data and for caches. */
  readonly scratchGib: number;
}

/** For what runs on every node (the agents of the network, the devices, the metrics and the logs) and for the uploader. */
const beside = { cpu: 1.5, memoryGib: 3 };

/** Memory that is left to the system beyond what it reserves. */
const slack = 0.97;

/** For images and logs, where they share a disk with the pods. */
const imagesGib = 50;

/**
 * A job has its nodes for itself. Adapters only go to jobs whose pods talk to each other.
 *
 * @returns undefined where the pool's hardware is unknown
 */
export function trainingPodResources(
  { nodes, gpusPerNode, rollout }: Pick<TrainingPlan, 'nodes' | 'gpusPerNode' | 'rollout'>,
  { instances, maxPods, efa, nvmeGb, diskGib }: PoolPlan,
): TrainingPodResources | undefined {
  if (gpusPerNode === 0 || instances.length === 0) return undefined;
  const node = allocatable(instances, maxPods);
  const spans = nodes > 1 || rollout !== undefined;
  return {
    gpus: gpusPerNode,
    efaInterfaces: efa && spans ? Math.min(...instances.map(({ efaInterfaces }) => efaInterfaces)) : 0,
    cpus: Math.max(1, Math.floor(node.cpu - beside.cpu)),
    memoryGib: Math.max(1, Math.floor((node.memoryGib - beside.memoryGib - hugePagesGib(efa)) * slack)),
    scratchGib: nvmeGb > 0 ? Math.floor((nvmeGb * 1e9) / bytesPerGib) : Math.max(1, Math.floor(diskGib) - imagesGib),
  };
}
