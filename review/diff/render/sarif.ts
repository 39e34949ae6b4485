import type { Finding, Location, Path } from '../../../schemas/finding';
import { isMap } from '../../../schemas/is-map';
import type { RuleText } from '../../../schemas/problems';
import { renderSarif, type SarifOptions } from '../../findings/sarif';
import type { DiffReport } from '../diff-report';
import type { Headline } from '../headlines';
import { type Impact, impactTexts, isWorse } from '../impact';

/** What places in the spec need to become places in the text. */
interface Places {
  /** The spec as it is now, with all defaults. */
  readonly project: unknown;
  /** Of what was not written, the nearest place that was. */
  readonly locate: (path: Path, at: 'key' | 'value') => Location | undefined;
}

/**
 * Findings of the spec, and its dangerous changes at the lines that make them, as SARIF for code scanning. A change that
 * has no line of its own (of a resource, or of what is gone) is at the nearest one that there is.
 */
export function renderDiffSarif(
  report: DiffReport,
  findings: readonly Finding[],
  places: Places,
  options: SarifOptions,
): string {
  const dangerous = report.headlines.filter(({ level, impact }) => level !== 'manifest' && isWorse(impact, 'rolling'));
  const changes = dangerous.map((headline) => findingOf(headline, places));
  return renderSarif([...findings, ...changes], { ...options, rules: [...options.rules, ...changeRules] });
}

function findingOf({ level, subject, impact, reason, needed }: Headline, places: Places): Finding {
  const path = level === 'spec' ? pathIn(places.project, subject.replace(/ \(was .*$/, '')) : [];
  const location = places.locate(path, 'key');
  return {
    rule: `change/${impact}`,
    severity: isWorse(impact, 'downtime') ? 'error' : 'warning',
    path,
    message: `${subject}: ${reason}`,
    fix: needed ?? 'nothing, if that is what you want',
    ...(location && { location }),
  };
}

/** `pools[serve].nodes.max` as a path into a spec, as far as it exists there. */
function pathIn(project: unknown, subject: string): Path {
  const path: (string | number)[] = [];
  let value = project;
  for (const step of subject.match(/\[[^\]]*\]|[^.[\]]+/g) ?? []) {
    const key = step.startsWith('[') ? indexOf(value, step.slice(1, -1)) : step;
    if (key === undefined || (typeof key === 'string' && !(isMap(value) && key in value))) break;
    path.push(key);
    value = (value as Record<string | number, unknown>)[key];
  }
  return path;
}

function indexOf(list: unknown, name: string): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((item: unknown) => isMap(item) && (item['name'] === name || item['service'] === name));
  return index < 0 ? undefined : index;
}

const changeRules: readonly RuleText[] = (
  ['replace', 'downtime', 'data-loss', 'blocked'] as const satisfies readonly Impact[]
).map((impact) => ({
  id: `change/${impact}`,
  severity: isWorse(impact, 'downtime') ? 'error' : 'warning',
  summary: `A change: ${impactTexts[impact].verdict}.`,
  why: 'The change does this to what is deployed.',
  fix: 'Do what the message says, or leave the value as it is.',
  source: 'Update policies of the format, and the tables in catalog/replacements',
}));
