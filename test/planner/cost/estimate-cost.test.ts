import { estimateCost } from '../../../planner/cost/estimate-cost';
import { formatUsd } from '../../../planner/cost/format-usd';
import { environmentOf, type Spec } from '../../support/spec';
import { synthesizeStacks } from '../../support/synth-folder';

const costWith = (change?: (spec: Spec) => void) => estimateCost(environmentOf(change));

const lineOf = (cost: ReturnType<typeof costWith>, region: string, item: string, pool?: string) => {
  const found = cost.lines.find((line) => line.region === region && line.item === item && line.pool === pool);
  if (found === undefined) throw new Error(`no line ${region} ${item} ${pool}`);
  return found.monthly;
};

it('multiplies nodes, hours and the list price', () => {
  // Four nodes at least, for the least replicas; 5.6 and 12, at 5.672 dollars for 730 hours; the second type costs 8.144.
  const serve = lineOf(costWith(), 'us-east-1', 'nodes', 'serve');
  expect(serve.min).toBeCloseTo(4 * 730 * 5.672);
  expect(serve.expected).toBeCloseTo(5.6 * 730 * 5.672);
  expect(serve.max).toBeCloseTo(12 * 730 * 8.144);
});

it('takes the load that the spec states', () => {
  const serve = lineOf(
    costWith((s) => {
      s.budget.averageLoad = 50;
    }),
    'us-east-1',
    'nodes',
    'serve',
  );
  expect(serve.expected).toBeCloseTo(8 * 730 * 5.672);
});

it('counts the instances of a reservation whether they run or not', () => {
  const cost = costWith((s) => {
    s.pools[0].capacity = { type: 'reservation', reservation: 'cr-0123456789abcdef1', zone: 'use1-az2', instances: 6 };
    s.pools[0].regions = ['us-east-1'];
    s.pools[0].instanceTypes = ['g5.12xlarge'];
  });
  const serve = lineOf(cost, 'us-east-1', 'nodes', 'serve');
  expect(serve).toMatchObject({ min: 6 * 730 * 5.672, expected: 6 * 730 * 5.672 });
});

it('counts at least the nodes that the least replicas and their headroom take', () => {
  // Replicas of 2 and of 4 GPUs on nodes of 4: 6 × 2 and 2 × 4, and 2 kept free for the next one of the critical service.
  const cost = costWith((s) => {
    s.inference[0].replicas = { min: 6, max: 12 };
  });
  expect(lineOf(cost, 'us-east-1', 'nodes', 'serve').min).toBeCloseTo(6 * 730 * 5.672);
  const fewer = costWith((s) => {
    s.inference[0].replicas = { min: 6, max: 12 };
    s.inference[0].headroom = 0;
  });
  expect(lineOf(fewer, 'us-east-1', 'nodes', 'serve').min).toBeCloseTo(5 * 730 * 5.672);
});

it('makes other regions dearer, and Spot cheaper', () => {
  const cost = costWith((s) => {
    s.pools[0].capacity = 'spot';
    s.pools[0].instanceTypes = ['g5.12xlarge'];
  });
  expect(lineOf(cost, 'us-east-1', 'nodes', 'serve').min).toBeCloseTo(4 * 730 * 5.672 * 0.1);
  expect(lineOf(cost, 'eu-west-1', 'nodes', 'serve').expected).toBeCloseTo(5.6 * 730 * 5.672 * 0.45 * 1.116);
});

it('prefers the prices of the spec, and takes its discount off everything else', () => {
  const cost = costWith((s) => {
    s.budget.prices = { asOf: '2026-11-01', instances: { 'p4d.24xlarge': 10 }, discount: 10 };
  });
  expect(lineOf(cost, 'us-east-1', 'nodes', 'train')).toEqual({ min: 14600, expected: 14600, max: 14600 });
  expect(lineOf(cost, 'us-east-1', 'control plane').expected).toBeCloseTo(73 * 0.9);
  expect(cost.jobs).toEqual([{ name: 'dpo', nodes: 2, hourly: { min: 20, expected: 20, max: 20 } }]);
});

it('counts the replicas of a service where they run, and those of its canary', () => {
  const chatIn = (change: (s: Spec) => void) =>
    costWith((s) => {
      s.regions = [s.regions[0], { ...s.regions[2], standby: 'warm' }];
      s.budget.prices = { asOf: '2026-11-01', instances: { 'g5.12xlarge': 4, 'g5.24xlarge': 4 } };
      change(s);
    }).services.find(({ name }) => name === 'chat')?.monthly.min;
  // A replica takes two of the four GPUs of a node that costs 4 dollars an hour.
  expect(chatIn(() => {})).toBeCloseTo((2 + 2) * 2 * 730);
  expect(chatIn((s) => Object.assign(s.inference[0].replicas, { standby: 1 }))).toBeCloseTo((2 + 1) * 2 * 730);
  expect(chatIn((s) => Object.assign(s.regions[1], { standby: 'cold' }))).toBeCloseTo(2 * 2 * 730);
  const canary = { model: 'qwen', weight: 10, replicas: { min: 1, max: 2 }, regions: ['us-east-1'] };
  expect(chatIn((s) => Object.assign(s.inference[0], { canary }))).toBeCloseTo((2 + 2 + 1) * 2 * 730);
});

it('counts the node of a server of answers with those that train', () => {
  const cost = costWith((s) => {
    s.training[0] = {
      ...s.training[0],
      method: 'grpo',
      nodes: 1,
      rewardFunctions: ['accuracy'],
      rollout: { mode: 'server' },
    };
    s.budget.prices = { asOf: '2026-11-01', instances: { 'p4d.24xlarge': 10 } };
  });
  expect(cost.jobs).toEqual([{ name: 'dpo', nodes: 2, hourly: { min: 20, expected: 20, max: 20 } }]);
});

it('charges extended support, single NAT gateways and the file system', () => {
  const cost = costWith((s) => {
    s.cluster.support = 'extended';
    s.network = { nat: 'single' };
  });
  expect(lineOf(cost, 'us-east-1', 'control plane')).toMatchObject({ expected: 73, max: 730 * 0.6 });
  expect(cost.lines.find(({ quantity }) => quantity.startsWith('1 NAT gateway,'))).toBeDefined();
  expect(cost.lines.find(({ quantity }) => quantity.startsWith('4800 GiB of FSx'))?.monthly.expected).toBeCloseTo(
    4800 * 0.21,
  );
});

it('adds up to the month', () => {
  const { lines, monthly } = costWith();
  for (const bound of ['min', 'expected', 'max'] as const) {
    expect(lines.reduce((sum, line) => sum + line.monthly[bound], 0)).toBeCloseTo(monthly[bound]);
  }
  expect(monthly.min).toBeLessThan(monthly.expected);
  expect(monthly.expected).toBeLessThan(monthly.max);
});

it('counts the keys, gateways, endpoints, health checks and balancers that the stacks have', () => {
  const environment = environmentOf();
  const all = [...synthesizeStacks(environment).values()].map(
    (text) => (JSON.parse(text).resource ?? {}) as Record<string, Record<string, { vpc_endpoint_type?: string }>>,
  );
  const count = (type: string) => all.reduce((sum, stack) => sum + Object.keys(stack[type] ?? {}).length, 0);
  const numbers = (pattern: RegExp) =>
    estimateCost(environment).lines.reduce((sum, { quantity }) => sum + Number(pattern.exec(quantity)?.[1] ?? 0), 0);
  expect(numbers(/^(\d+) key/)).toBe(count('aws_kms_key'));
  expect(numbers(/^(\d+) NAT/)).toBe(count('aws_nat_gateway'));
  expect(numbers(/^(\d+) health/)).toBe(count('aws_route53_health_check'));
  expect(numbers(/(\d+) alarms?/)).toBe(count('aws_cloudwatch_metric_alarm'));
  const zones = 3;
  const interfaces = all
    .flatMap((stack) => Object.values(stack['aws_vpc_endpoint'] ?? {}))
    .filter(({ vpc_endpoint_type }) => vpc_endpoint_type === 'Interface').length;
  expect(numbers(/(\d+) interface/)).toBe(interfaces * zones);
});

it('writes dollars', () => {
  const written = [0, 3.5, 10, 1234.5, 1234567].map((amount) => formatUsd(amount));
  expect(written).toEqual(['$0', '$3.50', '$10', '$1,235', '$1,234,567']);
  expect(formatUsd(1234.5, true)).toBe('$1,234.50');
});
