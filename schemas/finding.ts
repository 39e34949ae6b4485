import { compareTexts } from './compare-texts';

/** Place of a value in a document: keys of maps and indexes of lists, from the root. */
export type Path = readonly (string | number)[];

export type Severity = 'error' | 'warning' | 'info';

/** Where a finding points at in a file; lines and columns count from 1, the end is exclusive. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a check says about one place; the engine that runs the check adds the rule, the severity and the location. */
export interface Violation {
  readonly path: Path;
  /** Whether to point at the key or at its value. Default: the value. */
  readonly at?: 'key' | 'value';
  /** One sentence: what is wrong here. */
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  /** What to do about it. */
  readonly fix: string;
  /** Other places that the check looked at. A mistake in one of them makes this violation doubtful. */
  readonly involves?: readonly Path[];
  /** Set if nothing but the place itself and those was looked at: other mistakes in the same item leave it true. */
  readonly alone?: true;
}

/** One result of one rule. */
export interface Finding extends Violation {
  /** Stable id, `area/rule-name`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Absent when the finding is about the file as a whole. */
  readonly location?: Location;
}

/** `['pools', 0, 'nodes']` → `pools[0].nodes`; the root is `the project`. */
export function formatPath(path: Path): string {
  if (path.length === 0) return 'the project';
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[A-Za-z_][-\w]*$/.test(step)) return `[${JSON.stringify(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, index) => step === path[index]);
}

/** Findings in the order of the text: by file, line and column; those without a place first. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  const key = (f: Finding) => f.location;
  return [...findings].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return (
      compareTexts(x?.file ?? '', y?.file ?? '') ||
      (x?.line ?? 0) - (y?.line ?? 0) ||
      (x?.column ?? 0) - (y?.column ?? 0) ||
      compareTexts(a.rule, b.rule) ||
      compareTexts(a.message, b.message)
    );
  });
}
