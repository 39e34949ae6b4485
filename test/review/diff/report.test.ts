import { diffReport } from '../../../review/diff/diff-report';
import { metBy, parseCondition } from '../../../review/diff/fail-on';
import { renderJson } from '../../../review/diff/render/json';
import { renderMarkdown } from '../../../review/diff/render/markdown';
import { renderDiffSarif } from '../../../review/diff/render/sarif';
import { renderText } from '../../../review/diff/render/text';
import { readPlanFile } from '../../../review/diff/resources/plan-file';
import { emptyOutput } from '../../../review/diff/resources/read-output';
import { changedOf, pairBase, pairs } from './corpus';
import { compare, sideOf } from './sides';

const named = (what: string) => {
  const pair = pairs.find((each) => each.what === what);
  if (pair === undefined) throw new Error(what);
  return changedOf(pair);
};
const report = () => compare(pairBase(), named('gives a pool another instance type'));
const met = (text: string, of = report()) => {
  const condition = parseCondition(text);
  if (condition === undefined) throw new Error(text);
  return metBy(condition, of);
};

const plain = (text: string) => text;
const paint = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain };

it('refuses what a condition names, and what is worse', () => {
  expect(met('rolling')).toHaveLength(1);
  expect(met('replace')[0]).toMatch(/^replace: prod-us-east-1-cluster: aws_eks_node_group\.pool-serve_node-group/);
  expect(met('downtime')).toEqual([]);
  expect(met('cost>1%')[0]).toMatch(/^the expected cost of a month grows by \$\d+/);
  expect(met('cost>500%')).toEqual([]);
  expect(met('cost>1000000')).toEqual([]);
});

it('refuses a change that breaks an objective, unless it was broken before', () => {
  const { environment, ...rest } = report();
  const state = { promised: 99.9, proved: 99, margin: -0.9, verdict: 'broken', binding: 'the load balancer' } as const;
  const kept = { ...state, verdict: 'kept' } as const;
  const withState = (before: typeof state | typeof kept) => ({
    ...rest,
    environment: {
      isBaseKnown: true,
      measures: environment?.measures ?? [],
      objectives: [{ objective: 'availability', before, after: state } as const],
    },
  });
  expect(met('objective-broken', withState(kept))).toEqual(['the objective availability is broken: the load balancer']);
  expect(met('objective-broken', withState(state))).toEqual([]);
});

test.each(['', 'none', 'cost', 'cost>', 'cost>x%', 'blockedd'])('takes no condition %j', (text) => {
  expect(parseCondition(text)).toBeUndefined();
});

describe('a plan of Terraform', () => {
  const stack = 'prod-us-east-1-cluster';
  const [group] = report().resources.filter((change) => change.stack === stack && change.type === 'aws_eks_node_group');
  const plan = (changes: readonly [address: string, ...actions: string[]][]) =>
    JSON.stringify({
      format_version: '1.2',
      resource_changes: changes.map(([address, ...actions]) => ({
        address,
        mode: 'managed',
        type: address.split('.')[0],
        change: { actions, replace_paths: [] },
      })),
    });

  it('takes the place of the forecast of its stack, and says where they differ', () => {
    const address = group?.address ?? '';
    const actions =
      readPlanFile(
        stack,
        plan([
          [address, 'update'],
          ['aws_s3_bucket.more', 'delete'],
        ]),
      ) ?? [];
    const planned = diffReport(sideOf(pairBase()), sideOf(named('gives a pool another instance type')), actions);
    expect(planned.source).toBe('plan');
    const ours = planned.resources.filter((change) => change.stack === stack);
    expect(ours.map((change) => [change.action, change.address])).toEqual([
      ['delete', 'aws_s3_bucket.more'],
      ['update', address],
    ]);
    expect(planned.planDifferences).toContain(`${stack} ${address}: replace was forecast, and the plan has update`);
    expect(planned.planDifferences).toContain(
      `${stack} aws_s3_bucket.more: nothing was forecast, and the plan has delete`,
    );
    expect(
      planned.resources.some((change) => change.stack === 'prod-us-west-2-cluster' && change.action === 'replace'),
    ).toBe(true);
  });

  it('is told from any other text', () => {
    expect(readPlanFile(stack, '{}')).toBeUndefined();
    expect(readPlanFile(stack, 'no changes')).toBeUndefined();
  });
});

it('stays below what a comment may have, however much changes', () => {
  const all = compare(pairBase(), named('calls the environment differently'));
  const text = renderMarkdown(all);
  expect(text.length).toBeLessThan(65_536);
  expect(text).toMatch(/^<!-- ninefold-diff: chat \/ prod-2 -->\n/);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  expect(text).toMatch(/… \d+ more: see the JSON report/);
});

it('puts dangerous changes at the lines of the spec', () => {
  const head = sideOf(named('keeps fewer checkpoints'));
  if (head.spec === undefined) throw new Error('it has a spec');
  const log = JSON.parse(
    renderDiffSarif(diffReport(sideOf(pairBase()), head), [], head.spec, { version: '1.0.0', root: '/', rules: [] }),
  );
  expect(log.runs[0].results).toMatchObject([
    {
      ruleId: 'change/data-loss',
      level: 'error',
      locations: [{ logicalLocations: [{ fullyQualifiedName: 'training[0].checkpoints.keep' }] }],
    },
  ]);
});

describe('findings that a change brings and takes away', () => {
  const unpinned = pairBase();
  delete unpinned.models[0].revision;

  it('are counted, and new ones shown, in a terminal and in a comment', () => {
    for (const text of [
      renderText(compare(pairBase(), unpinned), paint),
      renderMarkdown(compare(pairBase(), unpinned)),
    ]) {
      expect(text).toMatch(/findings\W+1 new/i);
      expect(text).toMatch(/New findings/);
      expect(text).toContain('security/unpinned-revision');
    }
    expect(renderText(compare(unpinned, pairBase()), paint)).toMatch(/^findings 1 gone$/m);
    expect(renderText(compare(unpinned, unpinned), paint)).not.toMatch(/finding/);
  });
});

describe('beside the output of an earlier synthesis', () => {
  it('nothing is said of numbers and findings that nobody knows, and all of what Terraform gets', () => {
    const changed = sideOf(named('gives a pool another instance type'));
    const { spec: _spec, ...output } = sideOf(pairBase());
    const text = renderText(diffReport(output, changed), paint);
    expect(text).toMatch(/^cost +\$[\d,]+ a month expected$/m);
    expect(text).toContain('Resources');
    expect(text).not.toMatch(/^Environment$|findings/m);
    expect(renderMarkdown(diffReport(output, changed))).not.toMatch(/Environment:|Findings/);
    expect(renderText(diffReport({ ...output, output: emptyOutput }, changed), paint)).toContain('regions: – → ');
  });
});

it('is JSON for programs', () => {
  expect(JSON.parse(renderJson(report()))).toMatchObject({
    format: 'ninefold/diff/v1',
    verdict: 'replace',
    isEmpty: false,
  });
});
