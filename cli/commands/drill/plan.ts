import { planDrill } from '../../../planner/availability/drill-plan';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { renderDrillPlan } from '../../drill/drill-plan-text';
import { parseFault } from '../../drill/parse-fault';
import { exitCodes } from '../../exit';

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
  context: Context,
): number {
  const { terminal } = context;
  const environment = compileWithoutErrors(spec, context, 'correct them first');
  const plan = planDrill(environment, parseFault(environment, kind, target, options.in));
  terminal.print(options.format === 'json' ? JSON.stringify(plan, null, 2) : renderDrillPlan(plan, terminal.colors));
  return exitCodes.ok;
}
