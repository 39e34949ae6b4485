import { countParameters } from './parameters';
import type { TrainingPlacement, TrainingWorkload } from './training-workload';

/** DeepSpeed's own estimator keeps half as much again for buffers. */
const bufferFactor = 1.5;

/**
 * Bytes of the memory of one node that offloading takes; 0 without it. Source: DeepSpeed, `stage3.py` and
 * `stage_1_and_2.py`, `estimate_zero*_model_states_mem_needs` (parameters loaded by `zero.Init`).
 */
export function hostBytes({ model, tuner }: TrainingWorkload, { plan, nodes, gpusPerNode }: TrainingPlacement): number {
  if (plan.offload === 'none' || tuner !== 'full') return 0;
  const { total } = countParameters(model);
  if (plan.strategy === 'megatron') return (12 * total * bufferFactor) / nodes;
  if (plan.strategy !== 'zero3') return total * Math.max(4 * gpusPerNode, 16 / nodes) * bufferFactor;
  const each = plan.offload === 'optimizer' ? 16 : 18;
  return (each * total * bufferFactor) / nodes;
}
