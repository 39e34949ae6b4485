import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { compileFile } from '../planner/compile';
import { type Side, specSide } from '../review/diff/side';
import { judge } from './support/fuzz/judge';
import type { Original } from './support/fuzz/originals';
import { describeSpoilt, spoilt } from './support/fuzz/spoilt-files';
import { seed } from './support/seed';
import { today } from './support/spec';

/** `npm run test:fuzz` makes 20,000. */
const count = Number(process.env['NINEFOLD_FUZZ'] ?? 100);

/** Of the specs that stay valid, one in so many is synthesized, compared with the original and reported. */
const wholeEvery = 25;

const batchSize = 500;
const batches = Array.from({ length: Math.ceil(count / batchSize) }, (_, index) => index);

const folder = mkdtempSync(join(tmpdir(), 'ninefold-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe(`${count} spoilt specs, blueprints and locks`, () => {
  const sides = new Map<Original, Side | undefined>();
  const sideOf = (original: Original): Side | undefined => {
    if (!sides.has(original)) sides.set(original, readSide(original));
    return sides.get(original);
  };

  test.each(batches)(
    'batch %i gets findings that say what is wrong and where, and nothing else',
    (batch) => {
      const samples = fc.sample(spoilt, {
        numRuns: Math.min(batchSize, count - batch * batchSize),
        seed: seed + batch,
      });
      let valid = 0;
      const failures = samples.flatMap((sample) => {
        const whole = valid % wholeEvery === 0;
        const { problems, isValid } = judge(sample, folder, whole, () => sideOf(sample.original));
        if (isValid) valid++;
        return problems.length === 0 ? [] : [{ sample: describeSpoilt(sample), problems }];
      });
      expect({ seed: seed + batch, failures }).toEqual({ seed: seed + batch, failures: [] });
      // Enough of them get as far as to a plan.
      expect(valid / samples.length).toBeGreaterThan(0.03);
    },
    3_600_000,
  );
});

function readSide({ files }: Original): Side | undefined {
  const place = mkdtempSync(join(folder, 'original-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(place, name), content);
  return specSide('project.yaml', compileFile(join(place, 'project.yaml'), today));
}
