import type { Compiled } from '../../planner/compile';
import { type DiffReport, diffReport } from '../../review/diff/diff-report';
import { type Condition, metBy } from '../../review/diff/fail-on';
import { renderJson } from '../../review/diff/render/json';
import { renderMarkdown } from '../../review/diff/render/markdown';
import { renderDiffSarif } from '../../review/diff/render/sarif';
import { renderText } from '../../review/diff/render/text';
import { type Side, specSide } from '../../review/diff/side';
import { findingsDocument } from '../../review/findings/json';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { type BaseOptions, baseSide } from '../diff/base-side';
import { readPlan } from '../diff/read-plan';
import { exitCodes, UserError } from '../exit';
import { findingsText } from '../findings-text';
import { ruleTexts } from '../rule-texts';

export interface DiffOptions extends BaseOptions {
  readonly format: 'text' | 'markdown' | 'json' | 'sarif';
  readonly failOn?: readonly Condition[];
  /** Files of `terraform show -json`, each named like its stack or as `stack=file`. */
  readonly planJson?: readonly string[];
}

/** `ninefold diff`: prints what a changed spec does to what is deployed. Returns the exit code. */
export function diff(file: string, options: DiffOptions, context: Context): number {
  const { terminal, today } = context;
  if (options.base === undefined && options.against === undefined) {
    throw new UserError('nothing says what to compare with', 'add --base main, or --against other.yaml');
  }
  if (options.base !== undefined && options.against !== undefined) {
    throw new UserError('--base and --against exclude each other', 'leave one of them out');
  }
  const compiled = compileSpec(file, today);
  const head = specSide(file, compiled);
  if (head?.spec === undefined) {
    terminal.print(mistakesText(file, compiled, options.format, context));
    return exitCodes.mistake;
  }
  const base = baseSide(file, options, context);
  const plans = (options.planJson ?? []).flatMap(readPlan);
  const report = diffReport(base, head, plans);
  terminal.print(render(report, compiled, head.spec, options.format, context));
  const met = (options.failOn ?? []).flatMap((condition) => metBy(condition, report));
  for (const text of met) terminal.note(`${terminal.noteColors.red('refused')} ${text}`);
  if (met.length > 0) return exitCodes.mistake;
  return report.isEmpty ? exitCodes.ok : exitCodes.changes;
}

function render(
  report: DiffReport,
  { findings }: Compiled,
  places: NonNullable<Side['spec']>,
  format: DiffOptions['format'],
  { terminal, version }: Context,
): string {
  switch (format) {
    case 'text':
      return renderText(report, terminal.colors);
    case 'markdown':
      return renderMarkdown(report);
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderDiffSarif(report, findings, places, { version, root: process.cwd(), rules: ruleTexts() });
  }
}

function mistakesText(
  file: string,
  { findings, source }: Compiled,
  format: DiffOptions['format'],
  { terminal }: Context,
): string {
  if (format === 'json') return JSON.stringify(findingsDocument(file, findings), null, 2);
  return findingsText(findings, source, terminal.colors);
}
