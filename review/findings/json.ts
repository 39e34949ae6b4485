import type { Finding, Location, Path, Severity } from '../../schemas/finding';

/** What `--format json` prints about a spec. */
interface FindingsDocument {
  readonly file: string;
  /** Whether no finding is an error. */
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly findings: readonly FindingEntry[];
}

interface FindingEntry {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly fix: string;
  /** Place in the spec: keys and indexes, from the root. */
  readonly path: Path;
  readonly location?: Location;
}

/** A spec's findings as plain data, in the given order. */
export function findingsDocument(file: string, findings: readonly Finding[]): FindingsDocument {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return { file, valid: errors === 0, errors, warnings, findings: findings.map(findingEntry) };
}

/** One finding as plain data. */
export function findingEntry({ rule, severity, message, expected, found, fix, path, location }: Finding): FindingEntry {
  return {
    rule,
    severity,
    message,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
    fix,
    path,
    ...(location && { location }),
  };
}
