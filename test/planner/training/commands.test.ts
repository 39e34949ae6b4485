import type { TrainingPlan } from '../../../planner/environment/training-plan';
import type { Subject } from '../../../planner/rules/rule';
import { expectGolden } from '../../support/golden';
import { combinations } from '../../support/training-combinations';
import { refusedBy } from './commands';

function planOf({ environment }: Subject): TrainingPlan {
  const [plan] = environment.training;
  if (plan === undefined) throw new Error('no job');
  return plan;
}

function commandsOf(plan: TrainingPlan) {
  return [plan.command, plan.rollout, plan.after.merge, plan.after.evaluate, plan.after.export].filter(
    (command) => command !== undefined,
  );
}

describe('commands of training jobs', () => {
  const judged = combinations().map(({ subject, ...combination }) => ({ ...combination, plan: planOf(subject) }));
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
