import { changeEntries, type Entry, linesThatFit } from '../../../../../review/page/sections/changes/entries';

const entry = (subject: string, lines: number): Entry => ({
  what: 'update',
  subject,
  impact: 'in-place',
  reason: 'Terraform changes it in place',
  changes: Array.from({ length: lines }, (_, index) => ({ path: `tags.t${index}`, after: 'search' })),
  notes: [],
});

it('makes one entry of changes that differ in nothing but their subject', () => {
  const { markup } = changeEntries([entry('aws_vpc.a', 1), entry('aws_vpc.b', 1), entry('aws_vpc.c', 2)], 40);
  expect(markup.match(/<details/g)).toHaveLength(2);
  expect(markup).toContain('2 of them');
  expect(markup).toContain('<code>aws_vpc.b</code>');
});

it('shows as many lines of each change as there is room for in all', () => {
  const changes = (entries: number) => Array.from({ length: entries }, () => entry('aws_vpc.a', 30).changes);
  expect(linesThatFit(changes(100))).toBe(40);
  expect(linesThatFit(changes(3000))).toBe(4);
  expect(linesThatFit(changes(20_000))).toBe(0);
  const { markup } = changeEntries([entry('aws_vpc.a', 30)], 4);
  expect(markup.match(/<ins>/g)).toHaveLength(4);
  expect(markup).toContain('26 more');
});
