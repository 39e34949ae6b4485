import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quantile } from '../../../bench/fit/measurements';
import { scoreServices, serviceTable } from '../../../bench/fit/serving-measurements';
import { packageFolder } from '../../../schemas/package-folder';

const scored = scoreServices();
const of = (kind: string) => scored.filter((row) => row.kind === kind);

describe('the estimate of services against published measurements of vLLM', () => {
  it('scores 89 rows, six of them of caches', () => {
    expect(scored).toHaveLength(89);
    expect(of('tokens in the cache')).toHaveLength(6);
  });

  test.each([
    ['speed, bf16', 0.07],
    ['speed, int8', 0.14],
    ['speed, gptq', 0.14],
    ['tokens in the cache', 0.04],
  ])('is off by no more than it was in the median of the rows of %s', (kind, limit) => {
    expect(quantile(of(kind), 0.5)).toBeLessThan(limit);
  });

  it('never says a tenth less speed than was measured, as it states a bound', () => {
    for (const { id, error } of scored.filter(({ kind }) => kind.startsWith('speed'))) {
      expect([id, error > -0.1]).toEqual([id, true]);
    }
  });

  it('has its constants from five rows with weights in 16 bits', () => {
    expect(scored.filter(({ seen }) => seen).map(({ id }) => id)).toEqual(['I276', 'I308', 'I340', 'I392', 'I393']);
  });

  it('is told in the documentation as it is', () => {
    const page = readFileSync(join(packageFolder, 'docs', 'inference.md'), 'utf8').replace(/ +\|/g, ' |');
    for (const line of serviceTable(scored).slice(2)) expect(page).toContain(line);
  });
});
