import type { Subject } from '../../planner/rules/rule';
import { trainingRules } from '../../planner/rules/training';
import { type Spec, specWith, subjectOf } from './spec';

const methods = ['pt', 'sft', 'dpo', 'kto', 'simpo', 'orpo', 'cpo', 'rm', 'ppo', 'grpo', 'gkd'];
const tuners = ['full', 'lora', 'qlora'];
const strategies: readonly [string, unknown][] = [
  ['ddp', 'ddp'],
  ['zero1', 'zero1'],
  ['zero2', 'zero2'],
  ['zero2 + optimizer', { strategy: 'zero2', offload: 'optimizer' }],
  ['zero3', 'zero3'],
  ['zero3 + optimizer', { strategy: 'zero3', offload: 'optimizer' }],
  ['zero3 + cpu', { strategy: 'zero3', offload: 'cpu' }],
  ['fsdp', 'fsdp'],
  ['megatron', { strategy: 'megatron', tensor: 2, pipeline: 3, context: 1 }],
];

/** Rules that judge whether a job fits and is worth it, not whether its command is right. */
const beside = ['training/does-not-fit', 'training/tight', 'training/host-memory', 'training/unknown-architecture'];

/** A job on two nodes with eight A100 of 40 GB each; with all that its method asks for. */
function jobSpec(method: string, tuner: string, parallelism: unknown): Spec {
  return specWith((spec) => {
    spec.models.push({ name: 'judge', source: 'hf://acme/judge', revision: 'v1', like: 'Qwen/Qwen2.5-7B-Instruct' });
    const megatron = typeof parallelism === 'object' && (parallelism as Spec).strategy === 'megatron';
    Object.assign(spec.training[0], {
      method,
      tuner,
      parallelism,
      nodes: megatron ? 3 : 2,
      checkpoints: { storage: megatron ? 'lustre' : 's3' },
      ...(method === 'ppo' && { rewardModel: 'judge' }),
      ...(method === 'grpo' && { rewardFunctions: ['accuracy', 'format'] }),
      ...(method === 'gkd' && { teacherModel: 'judge' }),
    });
  });
}

/** Findings about the command itself, without their area. */
function problemsOf(subject: Subject): string[] {
  return trainingRules
    .filter(({ id, severity }) => severity === 'error' && !beside.includes(id))
    .filter((rule) => rule.check(subject).length > 0)
    .map(({ id }) => id);
}

/** A job of one method, tuner and strategy. */
export interface Combination {
  readonly method: string;
  readonly tuner: string;
  /** Name of the strategy. */
  readonly name: string;
  readonly subject: Subject;
  /** Rules that refuse it; none where it is legal. */
  readonly problems: readonly string[];
}

/** Every method with every tuner and every strategy. */
export function combinations(): Combination[] {
  return methods.flatMap((method) =>
    tuners.flatMap((tuner) =>
      strategies.map(([name, parallelism]) => {
        const subject = subjectOf(jobSpec(method, tuner, parallelism));
        return { method, tuner, name, subject, problems: problemsOf(subject) };
      }),
    ),
  );
}
