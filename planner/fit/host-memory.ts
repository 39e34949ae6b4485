import { adapterParameters } from './adapters';
import { otherModels } from './frozen-models';
import { countParameters } from './parameters';
import type { TrainingPlacement, TrainingWorkload } from './training-workload';
import { weightBytes } from './weights';

/** DeepSpeed's own estimator keeps half as much again for buffers. */
const bufferFactor = 1.5;

/**
 * Bytes of the memory of one node that offloading takes; 0 without it. What a job has beside its own model is offloaded
 * with it. Source: DeepSpeed, `stage3.py` and `stage_1_and_2.py`, `estimate_zero*_model_states_mem_needs` (parameters
 * loaded by `zero.Init`).
 */
export function hostBytes(workload: TrainingWorkload, { plan, nodes, gpusPerNode }: TrainingPlacement): number {
  const { model, method, tuner } = workload;
  if (plan.offload === 'none') return 0;
  if (tuner !== 'full') return (adapterHostBytes(workload, plan.offload) * bufferFactor) / nodes;
  const { total } = countParameters(model);
  const others = otherModels(method, tuner);
  const trained = total * (1 + others.trained);
  if (plan.strategy === 'megatron') return (12 * trained * bufferFactor) / nodes;
  if (plan.strategy !== 'zero3') return trained * Math.max(4 * gpusPerNode, 16 / nodes) * bufferFactor;
  const states = plan.offload === 'optimizer' ? 16 * trained : 18 * trained + 2 * total * others.frozen;
  return (states * bufferFactor) / nodes;
}

/** With adapters: weights, two moments of theirs in float32, and, if parameters are offloaded, the frozen models. */
function adapterHostBytes(
  { model, method, tuner, loraRank, baseFormat }: TrainingWorkload,
  offload: 'optimizer' | 'optimizer-and-parameters',
): number {
  const adapters = 12 * adapterParameters(model, loraRank);
  if (offload === 'optimizer') return adapters;
  return (
    adapters + weightBytes(model, baseFormat) + 2 * countParameters(model).total * otherModels(method, tuner).frozen
  );
}
