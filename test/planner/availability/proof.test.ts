import { alertTerms } from '../../../planner/availability/detection';
import { prove } from '../../../planner/availability/proof';
import { dnsFailover } from '../../../planner/availability/recovery';
import { lostNodeSeconds } from '../../../planner/availability/replicas';
import { total } from '../../../planner/availability/time-budget';
import type { Environment } from '../../../planner/environment/environment';
import { environmentOf } from '../../support/spec';

function budget(environment: Environment, failure: string) {
  const found = prove(environment).budgets.find((candidate) => candidate.failure === failure);
  if (found === undefined) throw new Error(`no budget for ${failure}`);
  return found;
}

describe('the time budget of a failover', () => {
  test.each([
    { interval: '10s', ttl: '60s', typical: 65, worst: 126 },
    { interval: '30s', ttl: '60s', typical: 115, worst: 186 },
    { interval: '30s', ttl: '300s', typical: 235, worst: 426 },
  ])('of Route 53 at $interval × 3 with a TTL of $ttl is $typical to $worst seconds', (row) => {
    const { dns } = environmentOf((spec) => {
      spec.dns.healthCheck = { interval: row.interval };
      spec.dns.ttl = row.ttl;
    });
    expect(dns && total(dnsFailover(dns))).toEqual({ typical: row.typical, worst: row.worst });
  });

  it('names the line of every setting that the spec has', () => {
    const paths = budget(environmentOf(), 'region').recovery.map(({ path }) => path?.join('.') ?? '-');
    expect(paths).toEqual([
      'dns.healthCheck.failures',
      '-',
      '-',
      'dns.ttl',
      'assumptions.clientCache',
      'assumptions.clientConnect',
      'assumptions.peakLoad',
    ]);
  });

  it('contains the start of replicas where those that run do not suffice', () => {
    const environment = environmentOf((spec) => (spec.assumptions = { peakLoad: 75 }));
    const warm = budget(environment, 'region').recovery.at(-1);
    expect(warm?.what).toBe('1 more replicas start in us-west-2');
    expect(warm?.worst).toBeGreaterThan(100);
  });

  it('never ends in a single region', () => {
    const environment = environmentOf((spec) => spec.regions.splice(1));
    expect(total(budget(environment, 'region').recovery).worst).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the time budget inside a region', () => {
  it('is what the load balancer needs where a replica is left', () => {
    expect(total(budget(environmentOf(), 'node').recovery)).toEqual({ typical: 30, worst: 39 });
  });

  it('is a failover of the region where the only replica is lost and another region has one', () => {
    const environment = environmentOf((spec) => (spec.inference[0].replicas.min = 1));
    const { recovery } = budget(environment, 'node');
    expect(recovery.map(({ what }) => what)).toContain('health checkers find the region unhealthy');
    expect(total(recovery).worst).toBe(161);
  });

  it('contains eviction and a new node where there is no other region either', () => {
    const environment = environmentOf((spec) => {
      spec.regions.splice(1);
      spec.inference[0].replicas.min = 1;
    });
    expect(budget(environment, 'node').recovery.map(({ phase }) => phase)).toEqual([
      'detect',
      'propagate',
      'decide',
      'warm',
    ]);
  });
});

describe('the time until the pods of a lost node start elsewhere', () => {
  const { inference } = environmentOf();
  const secondsFor = (nodesPerReplica: number) =>
    inference.slice(0, 1).map((service) => lostNodeSeconds('node', { ...service, nodesPerReplica }).worst);

  it('is an eviction for replicas on one node, and the repair of the node for those over several', () => {
    expect([secondsFor(1), secondsFor(2)]).toEqual([[85], [1915]]);
  });
});

describe('the time until an alert', () => {
  const seconds = (value: number) => ({ seconds: value });
  const clocks = (scrape: number, timeout: number, rule: number, hold: number, wait: number) => ({
    scrapeInterval: seconds(scrape),
    scrapeTimeout: seconds(timeout),
    ruleInterval: seconds(rule),
    hold: seconds(hold),
    groupWait: seconds(wait),
  });

  // Worst times of the formula, and above what was measured with Prometheus 2.42 and Alertmanager 0.25.
  test.each([
    { settings: clocks(5, 2, 2, 0, 0), failure: 'process', worst: 7.5 },
    { settings: clocks(5, 2, 2, 0, 0), failure: 'hang', worst: 9.5 },
    { settings: clocks(5, 5, 5, 0, 0), failure: 'hang', worst: 15.5 },
    { settings: clocks(5, 5, 5, 5, 0), failure: 'process', worst: 15.5 },
    { settings: clocks(5, 5, 5, 0, 10), failure: 'process', worst: 20.5 },
    { settings: clocks(30, 10, 30, 0, 30), failure: 'process', worst: 90.5 },
    { settings: clocks(60, 10, 60, 0, 30), failure: 'process', worst: 150.5 },
  ] as const)('of a lost $failure is $worst seconds at worst', ({ settings, failure, worst }) => {
    expect(total(alertTerms(settings, failure)).worst).toBeCloseTo(worst, 9);
  });
});

describe('the proof', () => {
  it('keeps the three objectives of the base spec, with margin', () => {
    const verdicts = prove(environmentOf()).verdicts.map(({ objective, outcome, margin }) => [
      objective,
      outcome,
      margin > 0,
    ]);
    expect(verdicts).toEqual([
      ['availability', 'kept', true],
      ['detection', 'kept', true],
      ['recovery', 'kept', true],
    ]);
  });

  it('finds less availability where failovers fail more often', () => {
    const availability = (missedFailovers: number) =>
      prove(environmentOf((spec) => (spec.assumptions = { missedFailovers }))).services[0]?.availability ?? 0;
    expect(availability(50)).toBeLessThan(availability(5));
    expect(availability(0)).toBeGreaterThan(0.9999);
  });

  it('takes the service levels of the spec', () => {
    const proved = (ec2Instance: number) =>
      prove(environmentOf((spec) => (spec.assumptions = { slas: { ec2Instance } }))).services[0]?.availability ?? 0;
    expect(proved(90)).toBeLessThan(proved(99.5));
  });

  it('says what becomes of every service when a region is lost', () => {
    const { losses } = prove(environmentOf());
    expect(losses.map(({ lost, share }) => [lost, share])).toEqual([
      ['us-east-1', 0.5],
      ['us-west-2', 0.5],
      ['eu-west-1', 0],
    ]);
    expect(losses[0]?.services).toMatchObject([
      { service: 'chat', region: 'us-west-2', needed: 2, running: 2, outcome: 'stays' },
      { service: 'tuned', region: 'us-west-2', needed: 2, running: 2, outcome: 'stays' },
    ]);
  });

  it('lets the lowest tier give its GPUs first, and says who is short then', () => {
    const environment = environmentOf((spec) => {
      spec.regions.splice(2);
      spec.pools = [{ name: 'serve', instanceTypes: ['g5.12xlarge'], nodes: { min: 4, max: 4 } }];
      spec.inference = [
        {
          name: 'drafts',
          model: 'qwen',
          engine: 'vllm',
          pool: 'serve',
          tier: 'sheddable',
          replicas: { min: 1, max: 1 },
        },
        { name: 'search', model: 'qwen', engine: 'vllm', pool: 'serve', replicas: { min: 1, max: 2 } },
        { name: 'chat', model: 'qwen', engine: 'vllm', pool: 'serve', tier: 'critical', replicas: { min: 2, max: 4 } },
      ].map((service) => ({ ...service, parallelism: { tensor: 4 } }));
      spec.assumptions = { peakLoad: 75 };
    });
    const [loss] = prove(environment).losses;
    expect(loss?.services.map(({ service, needed, settled, outcome }) => [service, needed, settled, outcome])).toEqual([
      ['chat', 3, 3, 'scales'],
      ['search', 2, 1, 'short'],
      ['drafts', 2, 0, 'shed'],
    ]);
  });

  it('is made of the probes that the target groups get', () => {
    const { probe } = environmentOf().regions[0]?.endpoint?.services[0] ?? {};
    expect(budget(environmentOf(), 'process').recovery[0]?.worst).toBe(
      (probe?.interval.seconds ?? 0) * (probe?.unhealthyThreshold ?? 0) + (probe?.timeout.seconds ?? 0),
    );
  });
});
