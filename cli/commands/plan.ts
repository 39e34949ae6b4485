import type { Composed } from '../../blueprints/compose';
import type { Environment } from '../../planner/environment/environment';
import { findingsDocument } from '../../review/findings/json';
import { formatPath } from '../../schemas/finding';
import type { Project } from '../../schemas/project';
import { inTemporaryFolder } from '../../stacks/in-temporary-folder';
import type { StackSummary } from '../../stacks/synthesize';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { exitCodes } from '../exit';
import { findingsText } from '../findings-text';
import { explainValues, renderExplainedValues } from '../plan/explained-values';
import { planReport } from '../plan/plan-report';
import type { Terminal } from '../terminal/terminal';

export interface PlanOptions {
  readonly format: 'text' | 'json';
  /** Shows every value with the place where it was written, instead of what they stand for. */
  readonly explainValues?: boolean;
}

/** `ninefold plan`: prints what a spec stands for, or its findings if some are errors. Returns the exit code. */
export function plan(
  file: string,
  { format, explainValues = false }: PlanOptions,
  { terminal, today }: Context,
): number {
  const { findings, environment, source, composed, project } = compileSpec(file, today);
  const text = () => findingsText(findings, source, terminal.colors);
  if (environment === undefined) {
    terminal.print(format === 'json' ? JSON.stringify(findingsDocument(file, findings), null, 2) : text());
    return exitCodes.mistake;
  }
  if (explainValues && project !== undefined && composed !== undefined) {
    printValues(project, composed, format, terminal);
    return exitCodes.ok;
  }
  const report = planReport(environment, stacksOf(environment));
  if (format === 'json') {
    terminal.print(JSON.stringify({ ...findingsDocument(file, findings), ...report }, null, 2));
    return exitCodes.ok;
  }
  const { renderPlan } = require('../plan/plan-text') as typeof import('../plan/plan-text');
  const tables = renderPlan(report, terminal.colors);
  terminal.print(`${tables}\n${findings.length === 0 ? '' : `\n${text()}`}`);
  return exitCodes.ok;
}

function printValues(project: Project, composed: Composed, format: PlanOptions['format'], terminal: Terminal): void {
  const values = explainValues(project, composed);
  const document = () => values.map(({ path, ...rest }) => ({ path: formatPath(path), ...rest }));
  terminal.print(
    format === 'json'
      ? JSON.stringify({ values: document() }, null, 2)
      : renderExplainedValues(values, terminal.colors),
  );
}

/** Builds the stacks without writing them. cdktf makes its output folder as soon as there is an app. */
function stacksOf(environment: Environment): StackSummary[] {
  const { buildApp, summarize } = require('../../stacks/synthesize') as typeof import('../../stacks/synthesize');
  return inTemporaryFolder('ninefold-plan-', (folder) => summarize(buildApp(environment, folder)));
}
