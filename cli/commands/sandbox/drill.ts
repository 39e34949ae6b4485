import { readEmitted } from '../../../sandbox/drill/emitted-configuration';
import { plotDrill } from '../../../sandbox/drill/plot';
import { runDrill } from '../../../sandbox/drill/run-drill';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { renderDrill } from '../../drill/drill-text';
import { parseFault } from '../../drill/parse-fault';
import { synthesizedStacks } from '../../drill/synthesized-stacks';
import { exitCodes } from '../../exit';
import { replaceFile } from '../../replace-file';

export interface DrillOptions {
  readonly format: 'text' | 'json';
  readonly in?: string;
  readonly users: number;
  readonly seed: number;
  /** Seconds. */
  readonly length: number;
  readonly outage: number;
  readonly plot?: string;
}

/** Seconds in which all is well before the failure. */
const failsAt = 300;

/** `ninefold sandbox drill`: lets something fail in a simulation of what the spec makes. Returns the exit code. */
export function drill(spec: string, kind: string, target: string, options: DrillOptions, context: Context): number {
  const { terminal } = context;
  const environment = compileWithoutErrors(spec, context, 'correct them; nothing was simulated');
  const fault = parseFault(environment, kind, target, options.in);
  const result = runDrill(environment, readEmitted(environment, synthesizedStacks(environment)), {
    fault,
    users: options.users,
    seed: options.seed,
    seconds: options.length,
    failsAt,
    repairedAt: failsAt + options.outage,
  });
  const { plot } = options;
  if (plot !== undefined) {
    replaceFile(plot, plotDrill(result), 'name another file with --plot, or correct the cause');
  }
  terminal.print(options.format === 'json' ? JSON.stringify(result, null, 2) : renderDrill(result, terminal.colors));
  return exitCodes.ok;
}
