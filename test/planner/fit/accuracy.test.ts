import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { calibration, quantile, scoreMeasurements } from '../../../bench/fit/measurements';
import { scoreTable } from '../../../bench/fit/score-table';
import { packageFolder } from '../../../schemas/package-folder';

const scored = scoreMeasurements();
const seen = scored.filter(({ source }) => calibration.includes(source));
const unseen = scored.filter(({ source }) => !calibration.includes(source));

describe('the estimate against published measurements', () => {
  it('scores more than a hundred rows, and says of every other one why not', () => {
    const skipped = readFileSync(join(packageFolder, 'bench', 'fit', 'unscored-training.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1);
    expect(scored.length).toBe(102);
    expect(skipped.length).toBe(293);
    for (const line of skipped) expect(line).toMatch(/^T\d+,[^,]+,.{8,}$/);
  });

  it('is chosen on at most half of the sources', () => {
    const sources = new Set(scored.map(({ source }) => source));
    expect(calibration.length).toBeLessThanOrEqual(sources.size / 2);
  });

  test.each([
    ['all rows', scored],
    ['the rows that constants were chosen on', seen],
    ['the rows that nothing was chosen on', unseen],
  ])('is off by less than 12 per cent in the median, and 35 in nine of ten, over %s', (_what, rows) => {
    expect(quantile(rows, 0.5)).toBeLessThan(0.12);
    expect(quantile(rows, 0.9)).toBeLessThan(0.35);
  });

  it('says of no job that was published as out of memory that it fits', () => {
    const failed = scored.filter(({ measured }) => measured === undefined);
    expect(failed.map(({ id }) => id)).toEqual(['T204']);
    for (const { memory } of failed) expect(memory.allocated).toBeGreaterThan(79.1);
  });
});

describe('the table in the documentation', () => {
  it('holds the errors as they are', () => {
    const page = readFileSync(join(packageFolder, 'docs', 'gpu-fit.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const line of scoreTable(scored).slice(2)) expect(page).toContain(line);
  });
});
