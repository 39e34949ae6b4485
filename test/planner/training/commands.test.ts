import type { Subject } from '../../../planner/rules/rule';
import { trainingRules } from '../../../planner/rules/training';
import type { TrainingPlan } from '../../../planner/training/training-plan';
import { expectGolden } from '../../support/golden';
import { type Spec, specWith, subjectOf } from '../../support/spec';
import { refusedBy } from './commands';

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
function jobSpec(method: string, tuner: string, parallelism: unknown, more: Spec = {}): Spec {
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
      ...more,
    });
  });
}

function planOf({ environment }: Subject): TrainingPlan {
  const [plan] = environment.training;
  if (plan === undefined) throw new Error('no job');
  return plan;
}

/** Findings about the command itself, without their area. */
function problemsOf(subject: Subject): string[] {
  return trainingRules
    .filter(({ id, severity }) => severity === 'error' && !beside.includes(id))
    .filter((rule) => rule.check(subject).length > 0)
    .map(({ id }) => id);
}

const combinations = methods.flatMap((method) =>
  tuners.flatMap((tuner) => strategies.map(([name, parallelism]) => ({ method, tuner, name, parallelism }))),
);

function commandsOf(plan: TrainingPlan) {
  return [plan.command, plan.rollout, plan.after.merge, plan.after.evaluate, plan.after.export].filter(
    (command) => command !== undefined,
  );
}

describe('commands of training jobs', () => {
  const judged = combinations.map((combination) => {
    const subject = subjectOf(jobSpec(combination.method, combination.tuner, combination.parallelism));
    return { ...combination, problems: problemsOf(subject), plan: planOf(subject) };
  });
  const legal = judged.filter(({ problems }) => problems.length === 0);

  it('are what ms-swift takes, for every method, tuner and strategy', () => {
    const refused = legal.flatMap(({ plan }) =>
      commandsOf(plan).flatMap(({ program, args }) => refusedBy(program, args)),
    );
    expect([...new Set(refused)]).toEqual([]);
  });

  it('are what ms-swift takes in resuming', () => {
    const refused = legal.flatMap(({ plan: { command } }) => refusedBy(command.program, command.resumeArgs));
    expect(refused).toEqual([]);
  });

  it('are as the golden file says where they are legal', () => {
    const lines = legal.map(({ method, tuner, name, plan: { command } }) =>
      [
        `## ${method}, ${tuner}, ${name}`,
        [...command.program, ...command.args].join(' '),
        `resume ${command.resumeArgs.join(' ')}`,
        `env ${Object.entries(command.env)
          .map(([variable, value]) => `${variable}=${value}`)
          .join(' ')}`,
        ...(Object.keys(command.files).length > 0 ? [`files ${Object.keys(command.files).join(' ')}`] : []),
      ].join('\n'),
    );
    expectGolden('training-commands.txt', `${lines.join('\n\n')}\n`);
  });

  it('are refused by these rules where they are not', () => {
    const lines = judged
      .filter(({ problems }) => problems.length > 0)
      .map(({ method, tuner, name, problems }) => `${method}, ${tuner}, ${name}: ${problems.join(' ')}`);
    expectGolden('training-illegal.txt', `${lines.join('\n')}\n`);
  });
});
