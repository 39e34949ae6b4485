import { withoutCredentials } from '../../schemas/credentials';
import { type Finding, formatPath, type Location, type Severity } from '../../schemas/finding';
import type { Source } from '../../schemas/source';

/** The colours that this text uses; `picocolors` has them. */
interface FindingColors {
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
}

interface TextOptions {
  /** Default: no colours. */
  readonly colors?: FindingColors;
  /** Text of another file than the spec, for example of a blueprint. Default: places there are shown without their line. */
  readonly read?: (file: string) => string | undefined;
}

const plain = (text: string) => text;
const noColors: FindingColors = { red: plain, yellow: plain, cyan: plain, bold: plain, dim: plain };

/**
 * Findings for people: each with its place, the lines around it, and what to do; a summary at the end. Empty without
 * findings, otherwise whole lines.
 *
 * @param source the spec, if it could be read
 */
export function renderFindings(
  findings: readonly Finding[],
  source: Source | undefined,
  { colors = noColors, read = () => undefined }: TextOptions = {},
): string {
  const [first] = findings;
  if (first === undefined) return '';
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    const known = texts.get(file) ?? split(file === source?.file ? source.text : (read(file) ?? ''));
    texts.set(file, known);
    return known;
  };
  const blocks = findings.map((finding) => renderFinding(finding, linesOf, colors));
  return `${blocks.join('\n\n')}\n\n${summary(findings, first, source, colors)}\n`;
}

function split(text: string): string[] {
  return withoutCredentials(text)
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
}

function renderFinding(finding: Finding, linesOf: (file: string) => readonly string[], colors: FindingColors): string {
  const { severity, rule, message, expected, found, fix, location, path } = finding;
  const paint = severityColor(severity, colors);
  const place = location === undefined ? '' : `${location.file}:${location.line}:${location.column} `;
  return [
    `${colors.bold(printable(place))}${paint(severity)} ${rule}${path.length === 0 ? '' : `  ${colors.dim(printable(formatPath(path)))}`}`,
    `  ${printable(message)}`,
    ...(location ? excerpt(location, linesOf(location.file), paint, colors) : []),
    ...(expected === undefined ? [] : [`  ${colors.dim('expected')}  ${printable(expected)}`]),
    ...(found === undefined ? [] : [`  ${colors.dim('found')}     ${printable(found)}`]),
    `  ${colors.dim('fix')}       ${printable(fix)}`,
  ].join('\n');
}

export function severityColor(severity: Severity, colors: FindingColors): (text: string) => string {
  return { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
}

/** The line of the finding with carets under the place, and the line before it. */
function excerpt(
  { line, column, endLine, endColumn }: Location,
  lines: readonly string[],
  paint: (text: string) => string,
  colors: FindingColors,
): string[] {
  const text = lines[line - 1];
  if (text === undefined || text.trim() === '') return [];
  const before = lines[line - 2];
  const width = String(line).length;
  const start = column - 1;
  const end = endLine === line ? Math.max(endColumn - 1, start + 1) : Math.max(text.trimEnd().length, start + 1);
  const { shown, from } = clip(text, start);
  const lead = blanks(shown.slice(0, start - from));
  const marked = blanks(shown.slice(start - from, end - from)).length || 1;
  const gutter = (number: string) => colors.dim(`  ${number.padStart(width)} │ `);
  return [
    ...(before === undefined || before.trim() === ''
      ? []
      : [`${gutter(String(line - 1))}${printable(clip(before, 0).shown)}`]),
    `${gutter(String(line))}${printable(shown)}`,
    `${gutter('')}${lead}${paint('^'.repeat(marked))}`,
  ].map((row) => row.trimEnd());
}

/** Lines that are longer than this are shown in part. */
const maxLineLength = 160;

/** The part of a line that holds a place, and the index of its first character; cut ends become `…`. */
function clip(line: string, index: number): { shown: string; from: number } {
  if (line.length <= maxLineLength) return { shown: line, from: 0 };
  const from = index < maxLineLength / 2 ? 0 : Math.min(index - maxLineLength / 4, line.length - maxLineLength);
  const part = line.slice(from, from + maxLineLength);
  const head = from === 0 ? part : `…${part.slice(1)}`;
  return { shown: from + maxLineLength < line.length ? `${head.slice(0, -1)}…` : head, from };
}

/** As many blanks as a text is wide: East Asian characters and emoji take two columns, combining ones none. */
function blanks(text: string): string {
  return [...text]
    .map((character) => {
      if (/\p{M}|\u200d|\ufe0f/u.test(character)) return '';
      return wide.test(character) ? '  ' : ' ';
    })
    .join('');
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** Text from a file without what would steer the terminal: tabs become one blank, control characters a sign. */
function printable(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function summary(
  findings: readonly Finding[],
  first: Finding,
  source: Source | undefined,
  colors: FindingColors,
): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    const noun = severity === 'info' ? 'note' : severity;
    return [severityColor(severity, colors)(`${count} ${noun}${count === 1 ? '' : 's'}`)];
  });
  const file = source?.file ?? first.location?.file;
  const { rule } = findings.find(({ severity }) => severity === 'error') ?? first;
  const place = file === undefined ? '' : ` in ${printable(file)}`;
  return `${parts.join(', ')}${place}\n${colors.dim(`more about a rule: ninefold explain ${rule}`)}`;
}
