import { diffReport } from '../../review/diff/diff-report';
import { specSide } from '../../review/diff/side';
import { reportPage } from '../../review/page/report-page';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { type BaseOptions, baseSide } from '../diff/base-side';
import { readPlan } from '../diff/read-plan';
import { exitCodes, UserError } from '../exit';
import { findingsText } from '../findings-text';
import { replaceFile } from '../replace-file';

export interface ReportOptions extends BaseOptions {
  /** File to write. */
  readonly output: string;
  /** Files of `terraform show -json`, each named like its stack or as `stack=file`. */
  readonly planJson?: readonly string[];
}

/** `ninefold report`: writes a page about an environment and about what a change does to it. Returns the exit code. */
export function report(file: string, options: ReportOptions, context: Context): number {
  const { terminal, today, version } = context;
  const { base, against, planJson = [], output } = options;
  const isComparison = base !== undefined || against !== undefined;
  if (base !== undefined && against !== undefined)
    throw new UserError('two things to compare with', 'name one: --base main, or --against other.yaml');
  if (planJson.length > 0 && !isComparison)
    throw new UserError('a plan without anything to compare with', 'say what is deployed: --base main');
  const compiled = compileSpec(file, today);
  const head = specSide(file, compiled);
  if (head?.spec === undefined) {
    terminal.print(findingsText(compiled.findings, compiled.source, terminal.colors));
    return exitCodes.mistake;
  }
  const diff = isComparison && diffReport(baseSide(file, options, context), head, planJson.flatMap(readPlan));
  const { environment, findings } = head.spec;
  const stacks = [...head.output.stacks.values()];
  const page = reportPage({ environment, findings, stacks, ...(diff && { diff }), source: file, version });
  replaceFile(output, page);
  terminal.print(`${output}: ${Math.ceil(Buffer.byteLength(page) / 1024)} KiB\n`);
  return exitCodes.ok;
}
