import { diffReport } from '../../../review/diff/diff-report';
import { reportPage } from '../../../review/page/report-page';
import type { Spec } from '../../support/spec';
import { changedOf, pairBase, pairs } from '../diff/corpus';
import { sideOf } from '../diff/sides';

function pageOf(spec: Spec, before?: Spec): string {
  const head = sideOf(spec);
  if (head.spec === undefined) throw new Error('the spec has errors');
  const diff = before && diffReport(sideOf(before), head);
  const { environment, findings } = head.spec;
  const stacks = [...head.output.stacks.values()];
  return reportPage({ environment, findings, stacks, ...(diff && { diff }), source: 'spec', version: '1.2.3' });
}

const headings = (page: string) => [...page.matchAll(/<h2 id="([\w-]+)">/g)].map(([, id]) => id);
const textOf = (page: string) =>
  page
    .replace(/<(style|script|title)>[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

/** Which of some fragments a page does not show. */
const missing = (page: string, ...fragments: string[]) => fragments.filter((each) => !textOf(page).includes(each));

it('has the same bytes every time, and nothing in it leads anywhere else', () => {
  const page = pageOf(pairBase());
  expect(pageOf(pairBase())).toBe(page);
  expect(
    [...page.matchAll(/\s(?:href|src|action|srcset|data|poster)="([^"]*)"/g)].filter(([, to]) => !to?.startsWith('#')),
  ).toEqual([]);
  expect(page).not.toMatch(/url\(|@import|fetch\(|<(?:link|img|iframe|object|embed|base)\b/);
});

it('shows the environment: topology, objectives, failover, memory, cost and stacks', () => {
  const page = pageOf(pairBase());
  expect(headings(page)).toEqual(['topology', 'objectives', 'failover', 'memory', 'cost', 'stacks']);
  const fragments = [
    'us-east-1 active, 50 % of users Kubernetes 1.35',
    'serve 2–12 × g5.12xlarge and 1 more 4 × A10G each, on-demand chat vllm, 2–12 × 2 GPUs',
    'Alert after, at worst 9.5 s objective 10 s ✓ kept',
    'propagation resolvers forget the old answer 30 s 60 s dns.ttl 1m',
    'chat fits service, 2 × A10G a replica, pool serve weights 7.2 ',
  ];
  expect(missing(page, ...fragments)).toEqual([]);
});

it('shows what a change does first, the worst of all in its title', () => {
  const pair = pairs.find(({ what }) => what === 'gives a pool another instance type');
  if (pair === undefined) throw new Error('the pair is gone');
  const page = pageOf(changedOf(pair), pairBase());
  expect(headings(page)[0]).toBe('changes');
  const group = 'aws_eks_node_group.pool-serve_node-group';
  const fragments = [
    'Parts are replaced From spec to spec .',
    `replace prod-us-east-1-cluster: ${group} prod-us-west-2-cluster: ${group} a change of instance_types replaces it`,
    'instance_types: [&quot;g5.12xlarge&quot;,&quot;g5.24xlarge&quot;] → [&quot;g5.24xlarge&quot;]',
  ];
  expect(missing(page, ...fragments)).toEqual([]);
});

it('says that nothing changes where nothing does', () => {
  expect(missing(pageOf(pairBase(), pairBase()), 'The environment stays as it is')).toEqual([]);
});

it('leaves out what an environment without services has not', () => {
  const spec = pairBase();
  spec.inference = [];
  spec.monitoring.slos = [];
  delete spec.dns;
  expect(headings(pageOf(spec))).not.toEqual(expect.arrayContaining(['failover']));
  expect(headings(pageOf(spec))).toEqual(expect.arrayContaining(['topology', 'memory', 'cost', 'stacks']));
});
