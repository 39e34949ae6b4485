import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { createColors } from 'picocolors';
import { planReport } from '../../../cli/plan/plan-report';
import { renderPlan } from '../../../cli/plan/plan-text';
import { ruleTexts } from '../../../cli/rule-texts';
import { type Compiled, compileFile } from '../../../planner/compile';
import { diffReport } from '../../../review/diff/diff-report';
import { renderMarkdown } from '../../../review/diff/render/markdown';
import { renderText } from '../../../review/diff/render/text';
import { type Side, specSide } from '../../../review/diff/side';
import { findingsDocument } from '../../../review/findings/json';
import { renderSarif } from '../../../review/findings/sarif';
import { renderFindings } from '../../../review/findings/text';
import { reportPage } from '../../../review/page/report-page';
import type { Finding, Location } from '../../../schemas/finding';
import { readSource } from '../../../schemas/source';
import { today } from '../spec';
import { filesOf, type Spoilt } from './spoilt-files';

/** What is wrong with how Ninefold takes some files; empty if nothing is. */
export interface Verdict {
  readonly problems: readonly string[];
  readonly isValid: boolean;
}

/** Longer than the slowest of the examples takes on a busy machine, from findings to the report page. */
const limitMilliseconds = 60_000;

const rules = ruleTexts();
const known = new Set(rules.map(({ id }) => id));

/** Runs work that never waits for anything, and throws if it takes too long. */
function bounded<T>(work: () => T): T {
  const box: { result?: T; work: () => void } = {
    work: () => {
      box.result = work();
    },
  };
  new Script('work()').runInContext(createContext(box), { timeout: limitMilliseconds });
  return box.result as T;
}

/**
 * Takes spoilt files through everything that needs neither Terraform nor a terminal.
 *
 * @param folder where they are written to, and removed from again
 * @param whole whether a spec without errors is synthesized, compared with `before` and reported, too
 */
export function judge(spoilt: Spoilt, folder: string, whole: boolean, before: () => Side | undefined): Verdict {
  const files = filesOf(spoilt);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const file = join(folder, 'project.yaml');
  try {
    return bounded(() => {
      const compiled = compileFile(file, today);
      const again = compileFile(file, today);
      const problems = [
        ...(JSON.stringify(compiled.findings) === JSON.stringify(again.findings)
          ? []
          : ['not the same findings twice']),
        ...compiled.findings.flatMap(problemsOfFinding),
        ...problemsOfTexts(compiled, file, whole, before, Buffer.concat(Object.values(files)).toString('utf8')),
      ];
      return { problems, isValid: compiled.environment !== undefined };
    });
  } catch (error) {
    return { problems: [error instanceof Error ? (error.stack ?? error.message) : String(error)], isValid: false };
  } finally {
    for (const name of Object.keys(files)) rmSync(join(folder, name));
  }
}

function problemsOfFinding(finding: Finding): string[] {
  const { rule, location, message, fix } = finding;
  return [
    ...(known.has(rule) ? [] : [`${rule} has no page`]),
    ...(message.trim() === '' || fix.trim() === '' ? [`${rule} says nothing`] : []),
    ...(location === undefined ? [`${rule} points nowhere: ${message}`] : problemsOfLocation(rule, location)),
  ];
}

function problemsOfLocation(rule: string, location: Location): string[] {
  const { file, line, column, endLine, endColumn } = location;
  const read = readSource(file);
  // What cannot be read is pointed at as a whole.
  const lines = 'source' in read ? read.source.text.split('\n') : [''];
  const isInside = (l: number, c: number) =>
    l >= 1 && l <= lines.length && c >= 1 && c <= (lines[l - 1]?.length ?? 0) + 1;
  const isForward = line < endLine || (line === endLine && column <= endColumn);
  return isInside(line, column) && isInside(endLine, endColumn) && isForward
    ? []
    : [`${rule} points out of the file: ${JSON.stringify({ ...location, file: undefined })}`];
}

/** What never belongs into a text for people, unless they wrote it themselves. */
const accidents = [
  /\bundefined\b/,
  /\[object Object\]/,
  /\bNaN\b/,
  /\bInfinity\b/,
  /^ +at .*:\d+:\d+\)?$/m,
  /\[native code\]/,
];

function problemsOfTexts(
  compiled: Compiled,
  file: string,
  whole: boolean,
  before: () => Side | undefined,
  input: string,
): string[] {
  const { findings, environment, source } = compiled;
  const read = (path: string) => {
    const text = readSource(path);
    return 'source' in text ? text.source.text : undefined;
  };
  const texts: Record<string, string> = {
    'the text of the findings': renderFindings(findings, source, { read }),
    'their JSON': JSON.stringify(findingsDocument(file, findings)),
    'their SARIF': renderSarif(findings, { version: '0.0.0', root: '/', rules: [] }),
  };
  if (environment !== undefined) {
    texts['the plan'] = renderPlan(planReport(environment, []), createColors(false));
    const side = whole ? specSide('project.yaml', compiled) : undefined;
    if (side?.spec !== undefined) {
      const diff = diffReport(before() ?? side, side);
      texts['the difference'] = renderText(diff, createColors(false)) + renderMarkdown(diff);
      const stacks = [...side.output.stacks.values()];
      texts['the page'] = withoutPrograms(
        reportPage({ environment, findings, stacks, diff, source: file, version: '0.0.0' }),
      );
    }
  }
  return Object.entries(texts).flatMap(([what, text]) =>
    accidents
      .filter((accident) => accident.test(text) && !accident.test(input))
      .map(
        (accident) =>
          `${what} holds ${accident.source}: ${accident.exec(text)?.input.match(new RegExp(`.{0,80}${accident.source.replace(/^\^|\$$/g, '')}.{0,80}`))?.[0]}`,
      ),
  );
}

function withoutPrograms(page: string): string {
  return page.replace(/<script[\s\S]*?<\/script>/g, '');
}
