import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promises, type SpeedPromise } from '../../bench/promises';
import { resultLine, resultsMarkdown, withResults } from '../../bench/render';
import { type BenchReport, judge } from '../../bench/results';

const docs = join(__dirname, '..', '..', 'docs');
const some: readonly SpeedPromise[] = [
  { id: 'validate', group: 'start', what: 'checking', unit: '×', bound: { atMost: 4 } },
  { id: 'drill', group: 'start', what: 'drilling', unit: 's', bound: { atMost: 10 } },
  { id: 'proof', group: 'size', what: 'proving', unit: 'ms', bound: { atMost: 300 } },
];
const machine = { system: 'linux 6.1', processor: 'Test CPU', cores: 2, node: '20.20.2', terraform: '1.11.4' };
const report: BenchReport = {
  date: '2026-11-28T05:00:00.000Z',
  machine,
  results: judge(some.slice(0, 2), { validate: [2.5, 2.714, 5], drill: [12.34] }),
};

describe('the table of results', () => {
  it('says the machine, each promise with its figure, what is broken and what was not measured', () => {
    expect(resultsMarkdown(some, report).split('\n')).toEqual([
      'Measured on 2026-11-28 with 2 cores (Test CPU, linux 6.1), Node 20.20.2 and Terraform 1.11.4.',
      '',
      '| group   | promise  | bound          | measured           | least to most   |',
      '| ------- | -------- | -------------- | ------------------ | --------------- |',
      '| `start` | checking | at most 4×     | 2.71×              | 2.50–5.00× of 3 |',
      '|         | drilling | at most 10 s   | **broken:** 12.3 s | one round       |',
      '| `size`  | proving  | at most 300 ms | not in this run    |                 |',
    ]);
  });

  it('goes between the markers of a document, again and again', () => {
    const document = 'a\n<!-- results: npm run bench -- --write-docs -->\nold\n<!-- end of results -->\nb\n';
    const once = withResults(document, 'new');
    expect(once).toBe('a\n<!-- results: npm run bench -- --write-docs -->\n\nnew\n\n<!-- end of results -->\nb\n');
    expect(withResults(once, 'new')).toBe(once);
  });

  it('refuses a document without markers', () => {
    expect(() => withResults('a\n', 'new')).toThrow('no place for results');
  });

  it('is in the documentation as the kept run and the promises of today give it', () => {
    const kept = JSON.parse(readFileSync(join(docs, 'benchmarks.json'), 'utf8')) as BenchReport;
    const page = readFileSync(join(docs, 'benchmarks.md'), 'utf8');
    expect(page).toBe(withResults(page, resultsMarkdown(promises, kept)));
    const known: readonly string[] = promises.map(({ id }) => id);
    expect(kept.results.filter(({ id }) => !known.includes(id))).toEqual([]);
  });
});

describe('the line of a result', () => {
  it('begins with whether the promise is kept', () => {
    const [kept, broken] = report.results.map(resultLine);
    expect(kept).toMatch(/^ok {3}validate +2\.71× +2\.50–5\.00× of 3 +at most 4×$/);
    expect(broken).toMatch(/^FAIL drill +12\.3 s +one round +at most 10 s$/);
  });
});
