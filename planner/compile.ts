import { type Composed, compose } from '../blueprints/compose';
import type { Lock } from '../blueprints/lock';
import { type Finding, isWithin, type Path, sortFindings } from '../schemas/finding';
import { currentVersion, isOutdated } from '../schemas/migrate';
import type { Project } from '../schemas/project';
import { repairProject } from '../schemas/repair';
import type { SchemaViolation } from '../schemas/schema-violation';
import { readSource, type Source } from '../schemas/source';
import { validateProject } from '../schemas/validate-project';
import { parseYaml, type YamlDocument } from '../schemas/yaml-document';
import type { Environment } from './environment/environment';
import { type ModelShapes, readShapes } from './resolve/model-shapes';
import { resolve } from './resolve/resolve';
import { assess, hasErrors } from './rules/assess';

/** A spec after all checks. */
export interface Compiled {
  /** Everything that was found, in the order of the text. */
  readonly findings: readonly Finding[];
  /** Present if no finding is an error. */
  readonly environment?: Environment;
  /** Text of the spec, if it could be read: findings quote it. */
  readonly source?: Source;
  /** The spec with its blueprints merged in, and where each value was written; present with the environment. */
  readonly composed?: Composed;
  /** The same with all defaults; present with the environment. */
  readonly project?: Project;
}

/**
 * Reads a spec and takes it through every check. Mistakes of all kinds come back together: where the schema finds
 * some, the rules run on a repaired copy, and what they say about places that were repaired is left out.
 *
 * @param today day as of which expiries are judged, `YYYY-MM-DD`
 */
export function compileFile(file: string, today: string): Compiled {
  const read = readSource(file);
  return 'finding' in read ? { findings: [read.finding] } : compile(read.source, today);
}

/**
 * {@link compileFile} for a text that was read before.
 *
 * @param lock instead of the one beside the spec
 */
export function compile(source: Source, today: string, lock?: Lock): Compiled {
  const parsed = parseYaml(source);
  if ('findings' in parsed) return { findings: sortFindings(parsed.findings), source };
  // Every key that has changed would be a finding, and none of them a mistake.
  if (isOutdated(parsed.document.value)) return { findings: [outdated(parsed.document)], source };
  const composed = compose(parsed.document, lock);
  const data = composed.value;
  const validated = validateProject(structuredClone(data));
  const violations = 'violations' in validated ? validated.violations : [];
  const schemaFindings = violations.map((violation): Finding => ({ ...violation, severity: 'error' }));
  const repaired = violations.flatMap(repairedPlaces);
  const project = 'project' in validated ? validated.project : repairProject(data);
  const shaped = project && readShapes(project, (path) => composed.locate(path, 'value'));
  const judged = project && shaped && judge(project, shaped.shapes, today);
  const ruleFindings = (judged?.findings ?? []).filter((finding) => !isDoubtful(finding, repaired));
  const located = [...schemaFindings, ...ruleFindings].map((finding) => {
    const location = composed.locate(finding.path, finding.at ?? 'value');
    return location === undefined ? finding : { ...finding, location };
  });
  const findings = sortFindings([...composed.findings, ...(shaped?.findings ?? []), ...located]);
  if (hasErrors(findings) || project === undefined || judged === undefined) return { findings, source };
  return { findings, environment: judged.environment, source, composed, project };
}

function outdated(document: YamlDocument): Finding {
  const location = document.locate(['apiVersion'], 'value');
  return {
    rule: 'schema/outdated',
    severity: 'error',
    path: ['apiVersion'],
    message: 'the spec is written in an older version of the format',
    expected: currentVersion,
    fix: `run \`ninefold migrate ${document.file}\``,
    ...(location && { location }),
  };
}

function judge(
  project: Project,
  shapes: ModelShapes,
  today: string,
): { environment: Environment; findings: Finding[] } {
  const environment = resolve(project, shapes);
  return { environment, findings: assess({ project, environment, today }) };
}

/** Where the repaired copy differs from the spec. */
function repairedPlaces({ path, missing, meant }: SchemaViolation): Path[] {
  if (missing !== undefined) return [[...path, missing]];
  return meant === undefined ? [path] : [path, [...path.slice(0, -1), meant]];
}

/**
 * Whether a rule looked at a place that was repaired, so that its finding may come from the repair. Rules read all of
 * the item that they point into, unless they say otherwise; of other items they name what they read.
 */
function isDoubtful(finding: Finding, repaired: readonly Path[]): boolean {
  return repaired.some(
    (place) =>
      related(finding.path, finding.alone ? place : scopeOf(place)) ||
      (finding.involves ?? []).some((path) => related(path, place)),
  );
}

/** The outermost item of a list that a place lies in; the place itself if it lies in none. */
function scopeOf(path: Path): Path {
  const index = path.findIndex((step) => typeof step === 'number');
  return index < 0 ? path : path.slice(0, index + 1);
}

function related(a: Path, b: Path): boolean {
  return isWithin(a, b) || isWithin(b, a);
}
