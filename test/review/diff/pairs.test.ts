import { impacts } from '../../../review/diff/impact';
import { longestComment, renderMarkdown } from '../../../review/diff/render/markdown';
import { baseOf, changedOf, pairs } from './corpus';
import { compare } from './sides';

describe('a reviewer of a spec that', () => {
  test.each(pairs.map((pair) => [pair.what, pair] as const))('%s is told what it does', (_what, pair) => {
    const report = compare(baseOf(pair), changedOf(pair));
    const { verdict, headlines } = report;
    expect(verdict).toBe(pair.impact);
    const lines = headlines.map(({ impact, subject }) => `${impact} ${subject}`);
    expect(lines.filter((line) => pair.order.includes(line))).toEqual(pair.order);
    const first = headlines.find(({ impact, subject }) => `${impact} ${subject}` === pair.order[0]);
    expect(first?.reason.slice(0, pair.reason.length)).toBe(pair.reason);
    const dangers = headlines.map(({ impact }) => impacts.indexOf(impact));
    expect(dangers).toEqual([...dangers].sort((a, b) => b - a));
    for (const { impact, needed } of headlines.filter((each) => each.impact === 'blocked'))
      expect([impact, needed]).not.toContain(undefined);
    expect(renderMarkdown(report).length).toBeLessThan(longestComment);
  });
});

it('has sixty pairs or more, with every impact', () => {
  expect(pairs.length).toBeGreaterThanOrEqual(60);
  expect(new Set(pairs.map(({ impact }) => impact))).toEqual(new Set(impacts.filter((impact) => impact !== 'none')));
});
