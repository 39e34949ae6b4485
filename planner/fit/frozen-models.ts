import type { TrainingMethod, Tuner } from './parallel-plan';

/**
 * Whole models beside the one that is trained, in copies of its weights. With adapters the base model itself, without
 * them, is the reference. Sources: ms-swift 4.5, `rlhf_args.py` (`ref_model` defaults to the model under full training
 * with dpo, kto, ppo and grpo); TRL 0.20, "PPO Trainer": policy, reference, reward and value model.
 *
 * `frozen` models are read only; a `trained` one has gradients and an optimizer of its own.
 */
interface OtherModels {
  readonly frozen: number;
  readonly trained: number;
}

const none: OtherModels = { frozen: 0, trained: 0 };
const reference: OtherModels = { frozen: 1, trained: 0 };

const underFullTraining: Readonly<Record<TrainingMethod, OtherModels>> = {
  pt: none,
  sft: none,
  dpo: reference,
  kto: reference,
  simpo: none,
  orpo: none,
  cpo: none,
  rm: none,
  ppo: { frozen: 2, trained: 1 },
  grpo: reference,
  // The teacher, taken for as large as the student.
  gkd: reference,
};

export function otherModels(method: TrainingMethod, tuner: Tuner): OtherModels {
  if (tuner === 'full') return underFullTraining[method];
  if (method === 'ppo') return { frozen: 2, trained: 0 };
  return method === 'gkd' ? reference : none;
}
