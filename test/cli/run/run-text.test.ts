import { createColors } from 'picocolors';
import { formatElapsed, formatResult, renderPlannedStack, renderRun } from '../../../cli/run/run-text';
import type { StackResult } from '../../../deploy/events';
import { count } from '../../../schemas/count';

const colors = createColors(false);
const result = (more: Partial<StackResult>): StackResult => ({
  stack: 'dev-global',
  action: 'deploy',
  outcome: 'done',
  done: 4,
  total: 4,
  elapsedSeconds: 65,
  unfinished: [],
  ...more,
});

describe('formatElapsed', () => {
  it.each([
    [0, '0s'],
    [59.4, '59s'],
    [59.6, '1m 0s'],
    [320, '5m 20s'],
    [3600, '1h 0m'],
    [5430, '1h 30m'],
  ])('%d is %s', (seconds, text) => {
    expect(formatElapsed(seconds)).toBe(text);
  });
});

describe('formatResult', () => {
  it.each<[Partial<StackResult>, string]>([
    [{}, 'deployed, 4 changes in 1m 5s'],
    [{ action: 'destroy', done: 1 }, 'destroyed, 1 change in 1m 5s'],
    [{ outcome: 'unchanged' }, 'no changes'],
    [{ outcome: 'unchanged', action: 'destroy' }, 'nothing to destroy'],
    [{ outcome: 'failed', done: 1 }, 'failed after 1 of 4 changes in 1m 5s'],
    [{ outcome: 'failed', done: 0, total: 0 }, 'failed in 1m 5s'],
    [{ outcome: 'interrupted', done: 2 }, 'interrupted after 2 of 4 changes in 1m 5s'],
    [
      { outcome: 'not-started', because: { reason: 'dependency', stack: 'dev-a' } },
      'not started: dev-a has to be done first',
    ],
    [{ outcome: 'not-started', because: { reason: 'declined' } }, 'not started: not approved'],
    [{ outcome: 'not-started', because: { reason: 'interrupted' } }, 'not started: interrupted'],
  ])('%j: %s', (more, text) => {
    expect(formatResult(result(more), colors)).toBe(text);
  });
});

describe('renderPlannedStack', () => {
  const change = (action: string, index: number) => ({ address: `aws_vpc.${action}${index}`, action });
  const plan = (resources: ReturnType<typeof change>[]) =>
    renderPlannedStack(
      { stack: 'dev-global', action: 'deploy', changes: { add: 1, change: 2, destroy: 3 }, resources },
      'plan.log',
      colors,
    ).split('\n');

  it('shows what is lost first', () => {
    expect(plan(['create', 'update', 'move', 'replace', 'delete'].map((action) => change(action, 0)))).toEqual([
      'dev-global: 1 to add, 2 to change, 3 to destroy',
      '  destroy  aws_vpc.delete0',
      '  replace  aws_vpc.replace0',
      '  change   aws_vpc.update0',
      '  add      aws_vpc.create0',
      '  move     aws_vpc.move0',
    ]);
  });

  it('shortens what is new, and nothing else', () => {
    const many = (action: string) => Array.from({ length: 40 }, (_, index) => change(action, index));
    const rows = plan([...many('delete'), ...many('create')]);
    expect(rows.filter((row) => row.startsWith('  destroy'))).toHaveLength(40);
    expect(rows.filter((row) => row.startsWith('  add'))).toHaveLength(31);
    expect(rows.at(-1)).toBe('  add      and 10 more: plan.log');
  });

  it('says that a stack is destroyed', () => {
    const changes = { add: 0, change: 0, destroy: 1 };
    const text = renderPlannedStack({ stack: 'a', action: 'destroy', changes, resources: [] }, 'plan.log', colors);
    expect(text).toBe('a is destroyed: 0 to add, 0 to change, 1 to destroy');
  });
});

describe('renderRun', () => {
  it('says what went wrong, what to do about it, and how to go on', () => {
    const failure = {
      phase: 'apply',
      diagnostics: [{ severity: 'error', summary: 'No', detail: 'a\n\nb', address: 'aws_vpc.main' }],
      advice: ['one', 'two'],
    } as const;
    const results = [
      result({}),
      result({ stack: 'dev-b', outcome: 'interrupted', unfinished: ['aws_vpc.main'], failure }),
    ];
    const text = renderRun({ results, interrupted: true, elapsedSeconds: 70 }, colors);
    expect(text).toBe(
      [
        'interrupted, 1 of 2 stacks done in 1m 10s',
        '  dev-global  deployed, 4 changes in 1m 5s',
        '  dev-b       interrupted after 4 of 4 changes in 1m 5s',
        '',
        'dev-b was interrupted (apply)',
        '  aws_vpc.main: No',
        '    a',
        '',
        '    b',
        '  unfinished  aws_vpc.main',
        '              Terraform marks a half-made object as tainted and replaces it the next time.',
        '  advice      one',
        '              two',
        '',
        'next  run the same command again: what is done stays done, and the rest is planned anew',
      ].join('\n'),
    );
  });

  it('says so if there was nothing to do', () => {
    expect(renderRun({ results: [], interrupted: false, elapsedSeconds: 0 }, colors)).toBe('nothing to do');
  });
});

describe('count', () => {
  it('knows one from many', () => {
    expect([0, 1, 2].map((number) => count(number, 'stack'))).toEqual(['0 stacks', '1 stack', '2 stacks']);
  });
});
