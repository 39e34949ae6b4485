import { createHash } from 'node:crypto';
import { isAbsolute, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, formatPath, type Severity } from '../../schemas/finding';
import type { RuleText } from '../../schemas/problems';
import { leadsOut } from '../../schemas/relative-path';

export interface SarifOptions {
  /** Version of Ninefold. */
  readonly version: string;
  /** Folder that relative files are relative to. */
  readonly root: string;
  /** Texts of the rules that findings name. */
  readonly rules: readonly RuleText[];
}

/**
 * Findings as SARIF 2.1.0, which code-scanning services read.
 * Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(findings: readonly Finding[], { version, root, rules }: SarifOptions): string {
  const fingerprints = fingerprintsOf(findings, root);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Ninefold', semanticVersion: version, rules: rules.map(reportingDescriptor) } },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding, index) => ({
          ruleId: finding.rule,
          ...ruleIndex(finding, rules),
          level: levels[finding.severity],
          message: { text: messageOf(finding) },
          locations: locationsOf(finding, root),
          partialFingerprints: { 'ninefold/v1': fingerprints[index] },
        })),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function reportingDescriptor({ id, severity, summary, why, fix, source }: RuleText): object {
  return {
    id,
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: {
      text: `${why}\n\nFix: ${fix}\n\nSource: ${source}`,
      markdown: `${why}\n\n**Fix:** ${fix}\n\n**Source:** ${source}`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: [id.split('/')[0]] },
  };
}

function ruleIndex(finding: Finding, rules: readonly RuleText[]): { ruleIndex?: number } {
  const index = rules.findIndex(({ id }) => id === finding.rule);
  return index < 0 ? {} : { ruleIndex: index };
}

function messageOf({ message, expected, found, fix }: Finding): string {
  const details = [
    expected === undefined ? [] : [`Expected: ${expected}.`],
    found === undefined ? [] : [`Found: ${found}.`],
    [`Fix: ${fix}`],
  ].flat();
  return `${message}. ${details.join(' ')}`;
}

function locationsOf({ location, path }: Finding, root: string): object[] {
  if (location === undefined) return [];
  const { file, line, column, endLine, endColumn } = location;
  return [
    {
      physicalLocation: {
        artifactLocation: artifactLocation(file, root),
        region: { startLine: line, startColumn: column, endLine, endColumn },
      },
      ...(path.length > 0 && { logicalLocations: [{ fullyQualifiedName: formatPath(path), kind: 'property' }] }),
    },
  ];
}

/** Services match files by paths relative to the repository; only files elsewhere get a whole URI. */
function artifactLocation(file: string, root: string): { uri: string; uriBaseId?: string } {
  const path = isAbsolute(file) ? relative(root, file) : file;
  if (isAbsolute(path) || leadsOut(path))
    return { uri: pathToFileURL(isAbsolute(file) ? file : `${root}/${file}`).href };
  const uri = path
    .split(sep)
    .filter((step) => step !== '.')
    .map(encodeURIComponent)
    .join('/');
  return { uri, uriBaseId: '%SRCROOT%' };
}

/** Stable when lines move: the rule, the file and the place in the spec. Equal ones are numbered. */
function fingerprintsOf(findings: readonly Finding[], root: string): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, path, location }) => {
    const identity = JSON.stringify([rule, location && artifactLocation(location.file, root).uri, path]);
    const count = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, count);
    return `${createHash('sha256').update(identity).digest('hex').slice(0, 32)}:${count}`;
  });
}
