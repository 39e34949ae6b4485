import { findRegion, regions as knownRegions } from '../../catalog/regions';
import { isWithin, type Path } from '../../schemas/finding';
import { nameFromText } from '../../schemas/name-from-text';
import { suggestFrom } from '../../schemas/suggest';
import { validateProject } from '../../schemas/validate-project';

/** Where each answer lands in the spec. */
const answerPaths = {
  name: ['name'],
  environment: ['environment'],
  owner: ['owner'],
  region: ['regions', 0, 'name'],
  admin: ['cluster', 'access', 'admins', 0],
  zone: ['dns', 'zone'],
  host: ['dns', 'host'],
} as const satisfies Readonly<Record<string, Path>>;

export type AnswerName = keyof typeof answerPaths;

/** What is wrong with an answer, and what to do about it; undefined if the spec accepts it. */
export function problemWith(name: AnswerName, answer: string): { message: string; fix: string } | undefined {
  const path: Path = answerPaths[name];
  const result = validateProject(withValue(path, answer));
  const violation = 'violations' in result ? result.violations.find((found) => isWithin(found.path, path)) : undefined;
  if (violation !== undefined) return { message: violation.message, fix: violation.fix };
  if (name === 'region' && findRegion(answer) === undefined) {
    const names = knownRegions.map((region) => region.name);
    return { message: `there is no AWS region ${answer}`, fix: suggestFrom(answer, names, 'region') };
  }
  return undefined;
}

/** Data that is empty but for one value. */
function withValue(path: Path, value: string): unknown {
  return path.reduceRight<unknown>((below, step) => (typeof step === 'number' ? [below] : { [step]: below }), value);
}

/** A project name made from the name of a folder. */
export function nameFromFolder(folder: string): string {
  const name = nameFromText(folder).slice(0, 32).replace(/-+$/, '');
  return name.length >= 2 ? name : 'my-project';
}
