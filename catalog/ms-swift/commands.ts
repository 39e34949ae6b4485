import type { Dated } from '../table';
import type { ArgumentTable } from './argument';
import { baseArguments } from './arguments/base';
import {
  megatronArguments,
  megatronExportArguments,
  megatronRlhfArguments,
  megatronTrainingArguments,
} from './arguments/megatron';
import { rlhfArguments } from './arguments/rlhf';
import {
  deployArguments,
  evalArguments,
  exportArguments,
  inferArguments,
  mergeArguments,
  rolloutArguments,
} from './arguments/serving';
import { trainerArguments } from './arguments/trainer';
import { tunerArguments } from './arguments/tuner';
import { vllmArguments } from './arguments/vllm';

export const msSwiftArgumentsAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'modelscope/ms-swift, version 4: swift/arguments, swift/trainers/arguments.py, swift/rlhf_trainers/args_mixin.py, swift/megatron/arguments; huggingface/transformers, training_args.py and training_args_seq2seq.py',
};

const training: ArgumentTable = { ...trainerArguments, ...baseArguments, ...tunerArguments };
const infer: ArgumentTable = { ...baseArguments, ...vllmArguments, ...mergeArguments, ...inferArguments };
const deploy: ArgumentTable = { ...infer, ...deployArguments };
const megatron: ArgumentTable = { ...baseArguments, ...megatronRlhfArguments, ...megatronArguments };
const megatronTraining: ArgumentTable = { ...megatron, ...megatronTrainingArguments };

/** Arguments of each command; where classes repeat one, that of the command's own class holds. */
const commands: Readonly<Record<string, ArgumentTable>> = {
  'swift pt': training,
  'swift sft': training,
  'swift rlhf': { ...training, ...vllmArguments, ...rlhfArguments },
  'swift export': { ...baseArguments, ...mergeArguments, ...exportArguments },
  'swift infer': infer,
  'swift deploy': deploy,
  'swift rollout': { ...deploy, ...rolloutArguments },
  'swift eval': { ...deploy, ...evalArguments },
  'megatron pt': megatronTraining,
  'megatron sft': megatronTraining,
  'megatron rlhf': megatronTraining,
  'megatron export': { ...megatron, ...megatronExportArguments },
};

/** Undefined for a command that Ninefold does not know. */
export function argumentsOf(program: readonly [executable: string, subcommand: string]): ArgumentTable | undefined {
  return commands[program.join(' ')];
}
