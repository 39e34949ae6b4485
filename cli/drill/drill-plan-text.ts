import type { DrillPlan } from '../../planner/availability/drill-plan';
import { section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';

/** Steps of a drill in a real environment, for people. */
export function renderDrillPlan(plan: DrillPlan, colors: Colors): string {
  const list = (title: string, lines: readonly string[]) =>
    [colors.bold(title), ...lines.map((line) => `  - ${line}`)].join('\n');
  const steps = plan.steps.flatMap(({ what, command }, index) => [
    `  ${index + 1}. ${what}`,
    ...(command === undefined ? [] : [`     ${colors.cyan(command)}`]),
  ]);
  const { experiment } = plan;
  return [
    colors.bold(`Drill in the real environment: ${plan.description}`),
    list('Before', plan.before),
    [colors.bold('Steps'), ...steps].join('\n'),
    section(
      'Expected, in seconds after the failure',
      {
        columns: ['typical', 'worst', ''],
        rows: plan.expected.map(({ typical, worst, what }) => [
          String(typical ?? 'never'),
          String(worst ?? 'never'),
          what,
        ]),
        right: [0, 1],
      },
      colors,
    ),
    list('After', plan.after),
    experiment &&
      `${colors.bold(`template.json, for AWS Fault Injection Service in ${experiment.region}`)}\n${JSON.stringify(experiment.template, null, 2)}`,
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}
