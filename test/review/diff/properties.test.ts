import fc from 'fast-check';
import { parseDocument, stringify } from 'yaml';
import { diffReport } from '../../../review/diff/diff-report';
import { forecast } from '../../../review/diff/resources/forecast';
import { compareSpecs } from '../../../review/diff/spec/compare-specs';
import { compareValues } from '../../../review/diff/values/compare-values';
import { seed } from '../../support/seed';
import { changedOf, pairBase, pairs } from './corpus';
import { sideOf, sideOfText } from './sides';

const parameters = { seed };

/** Data as it stands in JSON and YAML; texts that hold data themselves among it. */
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('1Gi', '1024Mi', '500m', '0.5', '{"a":1}'),
    tie('map'),
    fc.array(tie('value'), { maxLength: 4 }),
  ),
  map: fc.dictionary(fc.constantFrom('name', 'key', 'a', 'b', 'c'), tie('value'), { maxKeys: 5 }),
}));

/** The same data with the keys of every map in another order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

/** A pair of the corpus without an own base. */
const change = fc.constantFrom(...pairs.filter(({ from }) => from === undefined));

it('finds no difference between a value and itself, in whatever order its keys are', () => {
  fc.assert(
    fc.property(data.value, (value) => {
      expect(compareValues(value, reversed(structuredClone(value)))).toEqual([]);
    }),
    { ...parameters, numRuns: 500 },
  );
});

it('finds the same places in both directions, with before and after exchanged', () => {
  fc.assert(
    fc.property(data.value, data.value, (a, b) => {
      const there = compareValues(a, b);
      const back = compareValues(b, a);
      const swapped = back.map(({ path, before, after }) => ({ path, before: after, after: before }));
      const key = (changes: readonly object[]) =>
        changes.map((each) => JSON.stringify(reversed({ path: '', before: null, after: null, ...each }))).sort();
      // Items without a name are paired by place, from the side that is longer.
      if (!JSON.stringify([a, b]).includes('[')) expect(key(swapped)).toEqual(key(there));
      expect(back.length === 0).toBe(there.length === 0);
    }),
    { ...parameters, numRuns: 500 },
  );
});

it('says nothing about a spec compared with itself', () => {
  fc.assert(
    fc.property(change, (pair) => {
      const side = sideOf(changedOf(pair));
      const { isEmpty, verdict, headlines } = diffReport(side, side);
      expect({ isEmpty, verdict, headlines }).toEqual({ isEmpty: true, verdict: 'none', headlines: [] });
    }),
    { ...parameters, numRuns: 4 },
  );
});

it('cares neither for the order of keys nor for how the text is written', () => {
  const plain = sideOf(pairBase());
  const texts = [
    stringify(reversed(pairBase())),
    JSON.stringify(pairBase(), null, 3),
    `# a comment\n${parseDocument(stringify(pairBase())).toString({ indent: 4, lineWidth: 40, singleQuote: true })}`,
  ];
  for (const text of texts) expect(diffReport(plain, sideOfText(text)).isEmpty).toBe(true);
});

it('mirrors: what one direction makes, the other deletes, and what changes, changes back', () => {
  const opposite: Readonly<Record<string, string>> = {
    create: 'delete',
    delete: 'create',
    add: 'remove',
    remove: 'add',
  };
  fc.assert(
    fc.property(change, (pair) => {
      const [a, b] = [sideOf(pairBase()), sideOf(changedOf(pair))];
      const outline = (before: typeof a, after: typeof a, mirrored: boolean) => {
        // What only follows another change does so in one direction: of a new object nobody knows the id yet.
        const resources = forecast(before.output, after.output).resources.filter(({ action, changes }) =>
          action !== 'update' && action !== 'replace' ? true : changes.length > 0,
        );
        const project = (side: typeof a) => side.spec?.project as NonNullable<typeof side.spec>['project'];
        const spec = compareSpecs(project(before), project(after));
        const turn = (action: string) => (mirrored ? (opposite[action] ?? action) : action);
        return [
          // A replacement there can be a change in place back: a file system grows in place and shrinks by replacement.
          ...resources.map(
            ({ action, address, stack, from }) =>
              `${turn(action).replace(/update|replace/, 'change')} ${stack} ${mirrored ? (from ?? address) : address}`,
          ),
          ...spec
            .filter(({ renamedFrom }) => renamedFrom === undefined)
            .map(({ action, path }) => `${turn(action)} ${path}`),
        ].sort();
      };
      expect(outline(b, a, true)).toEqual(outline(a, b, false));
    }),
    { ...parameters, numRuns: 5 },
  );
});

it('is the same every time', () => {
  const [a, b] = [
    sideOf(pairBase()),
    sideOf(changedOf(pairs.find(({ what }) => what === 'adds a region') as (typeof pairs)[number])),
  ];
  expect(JSON.stringify(diffReport(a, b))).toBe(JSON.stringify(diffReport(a, b)));
});
