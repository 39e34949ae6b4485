import type { Environment } from '../../planner/environment/environment';
import type { EvaluationCommand, FollowUps, TrainingCommand } from '../../planner/environment/training-command';
import { type FollowUpName, followUpSteps } from '../../planner/training/follow-up-steps';
import { count } from '../../schemas/count';
import { shellWord } from '../shell-word';
import { packLines } from '../terminal/pack-lines';
import type { Colors } from '../terminal/terminal';

/** What a job runs, and then what its result goes through. */
export interface JobCommands {
  readonly job: string;
  readonly image: string;
  /** What is done with the result, in its order. */
  readonly after: readonly FollowUpReport[];
  readonly steps: readonly CommandReport[];
}

interface FollowUpReport {
  readonly step: FollowUpName;
  /** What tells it from the same step of another job. */
  readonly details: readonly string[];
}

interface CommandReport {
  readonly step: 'rollout' | 'train' | 'merge' | 'evaluate' | 'export';
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Texts of configuration files by their paths. */
  readonly files: Readonly<Record<string, string>>;
  /** What a restart adds; `<<checkpoint>>` stands for the folder of the last one. */
  readonly resume: readonly string[];
}

export function jobCommands(environment: Environment): JobCommands[] {
  return [...trainingCommands(environment), ...evaluationCommands(environment)];
}

/** Of an evaluation by itself, which no training is before. */
function evaluationCommands({ evaluation }: Environment): JobCommands[] {
  return evaluation.map(({ name, image, command }) => {
    const gate = Object.keys(command.gate).length > 0 ? [gateOf(command)] : [];
    return { job: name, image, after: gate, steps: [report('evaluate', command, command.retryArgs)] };
  });
}

function gateOf({ gate }: EvaluationCommand): FollowUpReport {
  return { step: 'gate', details: Object.entries(gate).map(([name, least]) => `${name} ≥ ${least}`) };
}

function trainingCommands({ training }: Environment): JobCommands[] {
  return training.map(({ name, image, command, rollout, after }) => {
    const steps = [
      rollout && report('rollout', rollout),
      report('train', command, command.resumeArgs),
      after.merge && report('merge', after.merge),
      after.evaluate && report('evaluate', after.evaluate, after.evaluate.retryArgs),
      after.export && report('export', after.export),
    ];
    return {
      job: name,
      image,
      after: followUpSteps(after).map((step) => ({ step, details: detailsOf(step, after) })),
      steps: steps.filter((step) => step !== undefined),
    };
  });
}

/** GPUs of a step, and what the gate, an evaluation and an export depend on. */
function detailsOf(step: FollowUpName, after: FollowUps): string[] {
  const command = step === 'merge' || step === 'evaluate' || step === 'export' ? after[step] : undefined;
  return [
    ...(step === 'export' && after.export ? [after.export.quantization] : []),
    ...(step === 'evaluate' && after.evaluate?.asks ? [`on ${after.evaluate.asks.service}`] : []),
    ...(step === 'gate' && after.evaluate ? gateOf(after.evaluate).details : []),
    ...(command !== undefined && command.gpus > 0 ? [count(command.gpus, 'GPU')] : []),
  ];
}

function report(
  step: CommandReport['step'],
  { program, args, env, files }: TrainingCommand,
  resume: readonly string[] = [],
): CommandReport {
  return { step, argv: [...program, ...args], env, files, resume };
}

/** Undefined without jobs. */
export function jobCommandSection(commands: readonly JobCommands[], colors: Colors): string | undefined {
  if (commands.length === 0) return undefined;
  const blocks = commands.map(({ job, after, steps }) =>
    [
      `  ${colors.bold(job)}`,
      ...steps.flatMap((step) => stepLines(step, colors)),
      ...(after.length > 0 ? [`    ${colors.dim('then'.padEnd(10))}${after.map(inOneLine).join(' → ')}`] : []),
    ].join('\n'),
  );
  return [colors.bold('Commands of jobs, in the pods (docs/training.md, docs/evaluation.md)'), ...blocks].join('\n');
}

function inOneLine({ step, details }: FollowUpReport): string {
  return details.length === 0 ? step : `${step} (${details.join(', ')})`;
}

/** Without the backslash at the end. */
const width = 108;

function stepLines({ step, argv, resume }: CommandReport, colors: Colors): string[] {
  const label = colors.dim(step.padEnd(10));
  const lines = wrap(options(argv));
  const restart = resume.length > 0 ? wrap(options(resume)) : [];
  return [
    ...lines.map((line, index) => `    ${index === 0 ? label : ' '.repeat(12)}${line}`),
    ...restart.map((line, index) => `    ${index === 0 ? colors.dim('  restart'.padEnd(10)) : ' '.repeat(12)}${line}`),
  ];
}

/** The words of a command line, those of an option together. */
function options(argv: readonly string[]): string[] {
  const groups: string[] = [];
  for (const word of argv) {
    const last = groups.length - 1;
    if (word.startsWith('--') || last < 0) groups.push(shellWord(word));
    else groups[last] += ` ${shellWord(word)}`;
  }
  return groups;
}

/** Lines that a shell reads as one. */
function wrap(groups: readonly string[]): string[] {
  const lines = packLines(groups, width);
  return lines.map((line, index) => (index < lines.length - 1 ? `${line} \\` : line));
}
