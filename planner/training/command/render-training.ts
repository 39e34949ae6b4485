import type { MainCommand } from '../../environment/training-command';
import { type Arguments, type ArgumentValue, argumentWords } from './argument-words';
import { commandEnv } from './command-env';
import { deepSpeedOf } from './deepspeed';
import { fsdpFiles } from './fsdp';
import type { JobContext } from './job-context';
import { megatronArguments, megatronDefaults, megatronResume } from './megatron-arguments';
import { swiftArguments, swiftDefaults, swiftResume } from './swift-arguments';

/** The command that trains, complete: what ms-swift would otherwise choose by itself from the hardware is written out. */
export function renderTraining(context: JobContext): MainCommand {
  const isMegatron = context.parallel.strategy === 'megatron';
  const own = ownArguments(context);
  const resume = isMegatron ? megatronResume(context) : swiftResume;
  return {
    program: [isMegatron ? 'megatron' : 'swift', subcommandOf(context)],
    args: argumentWords({ ...own, ...withoutOwn({ ...defaultsOf(context), ...extraArguments(context) }, own) }),
    env: commandEnv(context),
    files: filesOf(context),
    resumeArgs: argumentWords(resume),
  };
}

/** Subcommand of `swift` and of `megatron` for a method. */
function subcommandOf({ job }: Pick<JobContext, 'job'>): 'pt' | 'sft' | 'rlhf' {
  return job.method === 'pt' || job.method === 'sft' ? job.method : 'rlhf';
}

/** What the spec has fields for, or what the plan decides; `extraArgs` cannot change it. */
function ownArguments(context: JobContext): Arguments {
  const own = context.parallel.strategy === 'megatron' ? megatronArguments(context) : swiftArguments(context);
  const { callbacks: more } = context.job.extraArgs;
  if (!Array.isArray(own.callbacks) || !Array.isArray(more)) return own;
  return { ...own, callbacks: [...new Set([...own.callbacks, ...more.map(String)])] };
}

function defaultsOf(context: JobContext): Arguments {
  return context.parallel.strategy === 'megatron' ? megatronDefaults(context) : swiftDefaults(context);
}

/** Values that cannot be written as an argument are left out; a rule reports them. */
function extraArguments({ job }: JobContext): Arguments {
  return Object.fromEntries(Object.entries(job.extraArgs).filter(isWritable));
}

function isWritable(entry: [string, unknown]): entry is [string, ArgumentValue] {
  const [, value] = entry;
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string' || typeof item === 'number');
  return value !== null && value !== undefined;
}

function withoutOwn(values: Arguments, own: Arguments): Arguments {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in own)));
}

function filesOf({ parallel }: JobContext): Readonly<Record<string, string>> {
  if (parallel.strategy === 'fsdp') return fsdpFiles;
  const deepSpeed = deepSpeedOf(parallel);
  return deepSpeed !== undefined && 'file' in deepSpeed ? { [deepSpeed.file]: deepSpeed.text } : {};
}
