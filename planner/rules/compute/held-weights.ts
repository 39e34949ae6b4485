import type { Path } from '../../../schemas/finding';
import type { Environment } from '../../environment/environment';
import type { ServedAdapter, ServedModel, ServedVersion } from '../../environment/inference-plan';
import type { PoolPlan } from '../../environment/pool-plan';
import { modelBehind } from '../../environment/served-model';
import { adaptersGib } from '../../environment/weights-plan';
import { findPool, planOf } from '../pools';
import type { Subject } from '../rule';

/** Weights that a pod brings onto the disk of a node of a pool before it starts. */
export interface HeldWeights {
  /** Where the spec says that it runs there. */
  readonly path: Path;
  readonly name: string;
  readonly pool: PoolPlan;
  /** Place of the pool in the spec. */
  readonly poolIndex: number;
  /** Names of the models, each as often as its weights are there. */
  readonly models: readonly string[];
  readonly gib: number;
  /** GPUs of the pod, and most pods of its kind in a cluster. */
  readonly gpus: number;
  readonly pods: number;
}

/** Every pod that brings weights, on each of its pools whose instance types are known. */
export function heldWeights({ project, environment }: Subject): HeldWeights[] {
  return podsWithWeights(environment).flatMap(({ pools, ...pod }) =>
    pools.flatMap((name) => {
      const found = findPool(project, name);
      const pool = found && planOf(environment, found.pool);
      if (found === undefined || pool === undefined || pool.instances.length < pool.instanceTypes.length) return [];
      return [{ ...pod, pool, poolIndex: found.index }];
    }),
  );
}

type Pod = Omit<HeldWeights, 'pool' | 'poolIndex'> & { readonly pools: readonly string[] };

/** Of services and their canaries, of trainings, and of evaluations that serve a model themselves. */
function podsWithWeights(environment: Environment): Pod[] {
  const { inference, training, evaluation } = environment;
  return [
    ...inference.flatMap(({ canary, ...service }, index) => {
      const versions: readonly { path: Path; version: ServedVersion; replicas: number }[] = [
        {
          path: ['inference', index, 'pool'],
          version: service,
          replicas: Math.max(service.replicas.max, service.standbyReplicas),
        },
        ...(canary ? [{ path: ['inference', index, 'canary'], version: canary, replicas: canary.replicas.max }] : []),
      ];
      return versions.map(({ path, version, replicas }) => ({
        path,
        name: service.name,
        pools: [service.pool, ...service.fallbackPools],
        ...served(environment, version.model, service.adapters),
        gpus: Math.ceil(version.gpusPerReplica / version.nodesPerReplica),
        pods: replicas * version.nodesPerReplica,
      }));
    }),
    ...training.map(({ name, pool, weights, gpusPerNode, nodes }, index) => {
      const models = weights.flatMap((weight) => ('model' in weight ? [weight.model] : []));
      return {
        path: ['training', index, 'pool'],
        name,
        pools: [pool],
        models,
        gib: sizeOf(environment, models) + adaptersGib * (weights.length - models.length),
        gpus: gpusPerNode,
        pods: nodes,
      };
    }),
    ...evaluation.flatMap(({ name, serves }, index) => {
      if (serves === undefined) return [];
      const gpus = serves.fit?.gpus ?? serves.gpusPerNode;
      return [
        {
          path: ['evaluation', index, 'pool'],
          name,
          pools: [serves.pool],
          ...served(environment, serves.model, []),
          gpus,
          pods: 1,
        },
      ];
    }),
  ];
}

function served(environment: Environment, model: ServedModel, adapters: readonly ServedAdapter[]) {
  const behind = modelBehind(environment, model);
  return {
    models: behind === undefined ? [] : [behind.name],
    gib: (behind?.sizeGib ?? 0) + adaptersGib * adapters.length,
  };
}

function sizeOf({ models }: Environment, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (models.find((model) => model.name === name)?.sizeGib ?? 0), 0);
}
