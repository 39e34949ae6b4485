import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Compiled } from '../../planner/compile';
import { type DiffReport, diffReport } from '../../review/diff/diff-report';
import { type Condition, metBy } from '../../review/diff/fail-on';
import { renderJson } from '../../review/diff/render/json';
import { renderMarkdown } from '../../review/diff/render/markdown';
import { renderDiffSarif } from '../../review/diff/render/sarif';
import { renderText } from '../../review/diff/render/text';
import { type PlannedAction, readPlanFile } from '../../review/diff/resources/plan-file';
import { isOutputFolder } from '../../review/diff/resources/read-output';
import { nothingAt, outputSide, type Side, specSide } from '../../review/diff/side';
import { findingsDocument } from '../../review/findings/json';
import { renderFindings } from '../../review/findings/text';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { type GitBase, gitBase } from '../diff/git-base';
import { exitCodes, UserError } from '../exit';
import { fileText } from '../file-text';
import { ruleTexts } from '../rule-texts';

export interface DiffOptions {
  /** Branch, tag or commit. */
  readonly base?: string;
  /** Another spec, a folder with a `project.yaml`, or the output of an earlier synthesis. */
  readonly against?: string;
  readonly format: 'text' | 'markdown' | 'json' | 'sarif';
  readonly failOn?: readonly Condition[];
  /** Files of `terraform show -json`, each named like its stack or as `stack=file`. */
  readonly planJson?: readonly string[];
}

/** `ninefold diff`: prints what a changed spec does to what is deployed. Returns the exit code. */
export function diff(file: string, options: DiffOptions, context: Context): number {
  const { terminal, today } = context;
  if ((options.base === undefined) === (options.against === undefined)) {
    throw new UserError('nothing to compare with, or two things', 'name one: --base main, or --against other.yaml');
  }
  const compiled = compileSpec(file, today);
  const head = specSide(file, compiled);
  if (head?.spec === undefined) {
    terminal.print(findingsText(file, compiled, options.format, context));
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

function findingsText(
  file: string,
  { findings, source }: Compiled,
  format: DiffOptions['format'],
  { terminal }: Context,
): string {
  if (format === 'json') return JSON.stringify(findingsDocument(file, findings), null, 2);
  return renderFindings(findings, source, { read: fileText, colors: terminal.colors });
}

function baseSide(file: string, { base, against }: DiffOptions, context: Context): Side {
  if (base !== undefined) return sideInGit(gitBase(file, base), context);
  const place = against ?? '';
  if (!existsSync(place))
    throw new UserError(`${place} does not exist`, 'name a spec, or a folder with one or with the output of `synth`');
  if (!statSync(place).isDirectory()) return sideOf(place, place, context);
  return isOutputFolder(place) ? outputSide(place, place) : sideOf(join(place, 'project.yaml'), place, context);
}

function sideInGit({ file, label, remove }: GitBase, context: Context): Side {
  try {
    return file === undefined ? nothingAt(`${label}, which has no such spec`) : sideOf(file, label, context);
  } finally {
    remove();
  }
}

function sideOf(file: string, label: string, { terminal, today }: Context): Side {
  const compiled = compileSpec(file, today);
  const side = specSide(label, compiled);
  if (side !== undefined) return side;
  terminal.note(renderFindings(compiled.findings, compiled.source, { read: fileText, colors: terminal.noteColors }));
  throw new UserError(`the spec of ${label} has errors`, 'compare with a commit in which it is valid');
}

/** A plan belongs to the stack that it is named after: `prod-global.json`, or anything with `prod-global=` before it. */
function readPlan(argument: string): PlannedAction[] {
  const [, named, path = ''] = /^(?:([\w-]+)=)?(.+)$/s.exec(argument) ?? [];
  if (!existsSync(path))
    throw new UserError(`${path} does not exist`, 'write it with `terraform show -json plan.out > STACK.json`');
  const stack = named ?? stackNameOf(path);
  const plan = readPlanFile(stack, readFileSync(path, 'utf8'));
  if (plan === undefined)
    throw new UserError(`${path} is no plan`, 'write it with `terraform show -json plan.out > STACK.json`');
  return plan;
}

function stackNameOf(path: string): string {
  const name = basename(path).replace(/(\.tfplan|\.plan)?\.json$/, '');
  return name === 'plan' ? basename(dirname(path)) : name;
}
