import { adapterParameters } from './adapters';
import { otherModels } from './frozen-models';
import type { ParallelPlan } from './parallel-plan';
import { countParameters } from './parameters';
import { largestStage } from './pipeline-stages';
import type { TrainingPlacement, TrainingWorkload } from './training-workload';
import { weightBytes } from './weights';

/** Bytes on one GPU that stay there from the first step to the last. */
interface ModelStates {
  readonly weights: number;
  readonly gradients: number;
  /** Moments, and the copy of the weights in 32 bits. */
  readonly optimizer: number;
  /** Weights, gradients and optimizer of LoRA adapters. */
  readonly adapters: number;
  /** Reference, reward and value models, and teachers. */
  readonly others: number;
}

/** What is kept of a parameter while it is trained, in bytes. */
interface PerParameter {
  readonly weight: number;
  readonly gradient: number;
  readonly optimizer: number;
}

/**
 * DeepSpeed: weights and gradients in bfloat16; weights, two moments and a copy of the gradients in float32. Source:
 * ZeRO paper, section 3.1; DeepSpeed, `stage_1_and_2.py` and `stage3.py` (the gradients of the optimizer's partition).
 */
const deepspeed: PerParameter = { weight: 2, gradient: 2, optimizer: 14 };

/** Plain data parallel in bfloat16 has no float32 copy: AdamW on the weights as they are. */
const plain: PerParameter = { weight: 2, gradient: 2, optimizer: 4 };

/**
 * Without bfloat16 the weights are float32 and autocast computes in float16: gradients of float16 weights cannot be
 * unscaled. Source: PyTorch documentation, "Automatic Mixed Precision", `GradScaler`.
 */
const autocast: PerParameter = { weight: 4, gradient: 4, optimizer: 8 };

/** FSDP2 through Accelerate trains float32 weights and casts what it gathers. Source: Accelerate, "FSDP1 vs FSDP2". */
const fsdp: PerParameter = { weight: 4, gradient: 4, optimizer: 8 };

/** Megatron: gradients are kept in float32. Source: Megatron-LM, "Distributed optimizer", table of memory. */
const megatron: PerParameter = { weight: 2, gradient: 4, optimizer: 12 };

/** Adapters are trained in float32 with AdamW. Source: PEFT, `autocast_adapter_dtype`. */
const adapter: PerParameter = { weight: 4, gradient: 4, optimizer: 8 };

export function modelStates(workload: TrainingWorkload, placement: TrainingPlacement): ModelStates {
  return placement.plan.strategy === 'megatron'
    ? megatronStates(workload, placement)
    : shardedStates(workload, placement);
}

function shardedStates(workload: TrainingWorkload, placement: TrainingPlacement): ModelStates {
  const { plan, nodes, gpusPerNode } = placement;
  const { model, method, tuner, loraRank } = workload;
  // Ranks that share sequences hold different parts as well.
  const split = nodes * gpusPerNode;
  const { total } = countParameters(model);
  const shares = sharesOf(plan, split);
  const others = otherModels(method, tuner);
  const frozen = frozenBytes(workload) * shares.weights;
  if (tuner !== 'full') {
    const parameters = adapterParameters(model, loraRank) * (1 + others.trained);
    const each =
      adapter.weight * shares.weights + adapter.gradient * shares.gradients + adapter.optimizer * shares.optimizer;
    return {
      weights: frozen,
      gradients: 0,
      optimizer: 0,
      adapters: parameters * each,
      others: (others.frozen + others.trained) * 2 * total * shares.weights,
    };
  }
  const kept = keptOf(placement);
  const trained = {
    weights: total * kept.weight * shares.weights,
    gradients: total * kept.gradient * shares.gradients,
    optimizer: total * kept.optimizer * shares.optimizer,
  };
  const second = trained.weights + trained.gradients + trained.optimizer;
  return {
    ...trained,
    adapters: 0,
    others: others.trained * second + others.frozen * 2 * total * shares.weights,
  };
}

/** Which part of each state one GPU holds; 0 for what the host's memory holds. */
interface Shares {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
}

function sharesOf({ strategy, offload }: ParallelPlan, split: number): Shares {
  const part = 1 / split;
  switch (strategy) {
    case 'zero1':
      return { weights: 1, gradients: 1, optimizer: offload === 'none' ? part : 0 };
    case 'zero2':
      return offload === 'none'
        ? { weights: 1, gradients: part, optimizer: part }
        : { weights: 1, gradients: 0, optimizer: 0 };
    case 'zero3':
    case 'fsdp':
      return {
        weights: offload === 'optimizer-and-parameters' ? 0 : part,
        gradients: offload === 'none' ? part : 0,
        optimizer: offload === 'none' ? part : 0,
      };
    default:
      return { weights: 1, gradients: 1, optimizer: 1 };
  }
}

function keptOf({ plan: { strategy }, float16 }: TrainingPlacement): PerParameter {
  if (strategy === 'ddp') return float16 ? autocast : plain;
  return strategy === 'fsdp' ? fsdp : deepspeed;
}

/** The base model under adapters. What bitsandbytes leaves unquantised is kept in float32 (PEFT, `prepare_model_for_kbit_training`). */
function frozenBytes({ model, tuner, baseFormat }: TrainingWorkload): number {
  if (tuner === 'full') return 0;
  const upcast = tuner === 'qlora' ? 2 * countParameters(model).embeddings : 0;
  return weightBytes(model, baseFormat) + upcast;
}

function megatronStates(workload: TrainingWorkload, { plan }: TrainingPlacement): ModelStates {
  const { model, method, tuner, loraRank } = workload;
  const { tensor, pipeline, expert, data, context } = plan;
  const { dense, experts } = megatronParameters(workload, plan);
  const held = dense + experts;
  // The optimizer is split over all ranks with the same weights: sequences are shared among those as well.
  const denseRanks = data * context;
  const expertRanks = (data * context * tensor) / expert;
  const others = otherModels(method, tuner);
  if (tuner !== 'full') {
    const parameters = adapterParameters(model, loraRank) / (tensor * pipeline * expert);
    const each = megatron.weight + megatron.gradient + megatron.optimizer / denseRanks;
    return {
      weights: 2 * held,
      gradients: 0,
      optimizer: 0,
      adapters: parameters * each,
      others: 2 * held * others.frozen,
    };
  }
  const optimizer =
    plan.offload === 'none' ? megatron.optimizer * (dense / denseRanks + experts / Math.max(1, expertRanks)) : 0;
  return {
    weights: megatron.weight * held,
    gradients: megatron.gradient * held,
    optimizer,
    adapters: 0,
    others: 2 * held * others.frozen,
  };
}

/**
 * Parameters on a GPU of the first stage, which holds the embedding. The output layer is on the last stage; with one
 * stage both are here. Experts are split over `expert` GPUs and not by `tensor` (Megatron's expert tensor degree is 1).
 */
function megatronParameters({ model }: TrainingWorkload, plan: ParallelPlan): { dense: number; experts: number } {
  const { total, experts, embeddings } = countParameters(model);
  const body = total - experts - embeddings;
  const oneEmbedding = model.tiedEmbeddings ? embeddings : embeddings / 2;
  const here = plan.pipeline === 1 ? embeddings : oneEmbedding;
  const stage = largestStage(model.layers, plan.pipeline) / model.layers;
  return {
    dense: (body * stage + here) / plan.tensor,
    experts: (experts * stage) / plan.expert,
  };
}
