import { modelComplaints } from '../../../sandbox/aws/complaints';
import type { Check } from '../../../sandbox/aws/resource-model';
import type { AttributeType, Value, Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';

import { pathsIn } from './configurations';
import { type Difference, newerValues } from './exceptions';
import { changed, type Subject, wrapped } from './subject';

/** What one of the providers refuses in the examples. */
export async function refusedExamples({ type, model, provider, simulated, examples }: Subject): Promise<string[]> {
  const refused = await Promise.all(
    examples.map(async (config) => [
      ...(await provider.validate(type, config)).map(({ text }) => `there: ${text}`),
      ...modelComplaints(model, completeBlock(simulated, config)).map(({ detail }) => `here: ${detail}`),
    ]),
  );
  return [...new Set(refused.flat())];
}

/** Listed values and ends of ranges that the checks let pass and the real provider refuses. */
export async function undulyAccepted(subject: Subject): Promise<Difference[]> {
  const differences = await Promise.all(
    (subject.model.checks ?? []).map(async (check) => {
      const newer = newerValues[`${subject.type}.${check.path}`] ?? [];
      const values = accepted(check).filter((value) => !newer.includes(String(value)));
      return refusedThere(subject, check.path, values);
    }),
  );
  return differences.flat().map(({ value, text }) => ({ subject: value, what: text }));
}

function accepted(check: Check): readonly (string | number)[] {
  if ('oneOf' in check) return check.oneOf;
  if ('length' in check || 'matches' in check) return [];
  return [check.min, check.max].filter((end) => end !== undefined);
}

const wrongTexts = ['made-up', 'made up!', '', 'x', 'X.Y', '-1', '/x/', '{}', '10.0.0.1/16', 'ünï'].concat(
  [65, 256, 1200].map((length) => 'a'.repeat(length)),
);

/** Values that the checks refuse and the real provider lets pass. */
export async function undulyRefused(subject: Subject): Promise<Difference[]> {
  const { type, model, simulated, paths } = subject;
  const differences = await Promise.all(
    (model.checks ?? []).map(async (check) => {
      const { path } = check;
      const its = paths.get(path);
      if (its === undefined) return [];
      const base = await subject.base(path);
      const only = { ...model, checks: [check], policies: [] };
      const refused = (scalarOf(its) === 'number' ? beyond(check) : wrongTexts).filter((value) => {
        const config = changed(subject, base, path, wrapped(its, value));
        return modelComplaints(only, completeBlock(simulated, config)).length > 0;
      });
      const agreed = (await refusedThere(subject, path, refused)).map(({ value }) => value);
      const alone = refused.map(show).filter((value) => !agreed.includes(value));
      return alone.length > 0 ? [{ subject: `${type}.${path}`, what: `accepted there: ${alone.join(', ')}` }] : [];
    }),
  );
  return differences.flat();
}

function beyond(check: Check): number[] {
  const { min, max } = check as { readonly min?: number; readonly max?: number };
  return [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])];
}

/** Made-up text for attributes of the examples that the real provider refuses and the checks let pass. */
export async function madeUpAccepted(subject: Subject): Promise<Difference[]> {
  const { type, model, simulated, examples, paths } = subject;
  const emitted = new Set(examples.flatMap((config) => pathsIn(config)));
  const texts = [...paths].filter(([path, its]) => emitted.has(path) && scalarOf(its) === 'string');
  const differences = await Promise.all(
    texts.map(async ([path, its]) => {
      const base = await subject.base(path);
      const passing = ['made-up', 'made up!'].filter((text) => {
        const config = changed(subject, base, path, wrapped(its, text));
        return !modelComplaints(model, completeBlock(simulated, config)).some(
          ({ summary, detail }) => summary === `Invalid ${path}` || detail.startsWith(`${path}:`),
        );
      });
      return (await refusedThere(subject, path, passing)).map(({ text }) => ({
        subject: `${type}.${path}`,
        what: text,
      }));
    }),
  );
  return differences.flat();
}

/** Refusals of a value for what stands, or does not stand, beside it. */
const aboutOthers = /conflicts with|one of `|all of `/;

/** Which values of a path the real provider has something against, whatever else it has against the configuration. */
async function refusedThere(
  subject: Subject,
  path: string,
  values: readonly Value[],
): Promise<{ readonly value: string; readonly text: string }[]> {
  const its = subject.paths.get(path);
  if (its === undefined) return [];
  const base = await subject.base(path);
  const name = path.split('.').at(-1) ?? path;
  const refusals = await Promise.all(
    values.map(async (value) => {
      const config: Values = changed(subject, base, path, wrapped(its, value));
      const refusal = (await subject.provider.validate(subject.type, config))
        // Complaints about values in nested blocks sometimes come with the path of a neighbour.
        .filter((each) => each.path === path || each.text.includes(name))
        .find(({ text }) => !aboutOthers.test(text));
      return refusal ? [{ value: show(value), text: refusal.text }] : [];
    }),
  );
  return refusals.flat();
}

function scalarOf(type: AttributeType): AttributeType {
  return typeof type === 'string' || type[0] === 'object' || type[0] === 'tuple' ? type : scalarOf(type[1]);
}

function show(value: Value): string {
  const text = JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 3)}…" of ${text.length - 2}` : text;
}
