import { planDrill } from '../../planner/availability/drill-plan';
import { renderFindings } from '../../review/findings/text';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { renderDrillPlan } from '../drill/drill-plan-text';
import { parseFault } from '../drill/parse-fault';
import { exitCodes, UserError } from '../exit';
import { fileText } from '../file-text';

export interface DrillPlanOptions {
  readonly format: 'text' | 'json';
  readonly in?: string;
}

/** `ninefold drill plan`: how to rehearse a failure in the real environment. Returns the exit code. */
export function drillPlan(
  spec: string,
  kind: string,
  target: string,
  options: DrillPlanOptions,
  { terminal, today }: Context,
): number {
  const { findings, environment, source } = compileSpec(spec, today);
  if (environment === undefined) {
    terminal.note(renderFindings(findings, source, { read: fileText, colors: terminal.noteColors }));
    throw new UserError('the spec has errors', 'correct them first');
  }
  const plan = planDrill(environment, parseFault(environment, kind, target, options.in));
  terminal.print(options.format === 'json' ? JSON.stringify(plan, null, 2) : renderDrillPlan(plan, terminal.colors));
  return exitCodes.ok;
}
