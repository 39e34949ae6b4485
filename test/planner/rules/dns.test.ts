import { dnsRules } from '../../../planner/rules/dns';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

/** Adds a pool in some regions and moves the second service, on port 8443, to it. */
function moveTuned(spec: Spec, regions: string[]): void {
  spec.pools.push({ name: 'second', regions, instanceTypes: ['g5.12xlarge'], nodes: { min: 1, max: 4 } });
  spec.inference[1].pool = 'second';
}

function criticalServices(count: number): Spec[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `chat-${index}`,
    model: 'qwen',
    engine: 'vllm',
    pool: 'serve',
    tier: 'critical',
  }));
}

const cases: readonly RuleCase[] = [
  {
    rule: 'dns/weight-unused',
    when: 'users are led by latency',
    broken: (spec) => {
      spec.dns.policy = 'latency';
      spec.regions[0].weight = 200;
    },
    at: ['regions[0].weight'],
    fixed: (spec) => {
      spec.regions[0].weight = 200;
    },
  },
  {
    rule: 'dns/weight-unused',
    when: 'a standby region has a weight, and so has the active one of a failover pair',
    broken: (spec) => {
      spec.regions = [spec.regions[0], spec.regions[2]];
      spec.regions[0].weight = 50;
      spec.regions[1].weight = 50;
    },
    at: ['regions[0].weight', 'regions[1].weight'],
    fixed: (spec) => {
      spec.regions = [spec.regions[0], spec.regions[2]];
    },
  },
  {
    rule: 'dns/health-check-path',
    when: 'health checks ask for the list of models',
    broken: (spec) => {
      spec.dns.healthCheck = { path: '/v1/models' };
    },
    at: ['dns.healthCheck.path'],
    fixed: (spec) => {
      spec.dns.healthCheck = { path: '/healthz' };
    },
  },
  {
    rule: 'dns/idle-region',
    when: 'nothing is evaluated in the region either',
    broken: (spec) => {
      spec.regions.push({ name: 'us-east-2', cidr: '10.40.0.0/16' });
      spec.pools[0].regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
    },
    at: ['regions[3].name'],
    fixed: (spec) => {
      spec.regions.push({ name: 'us-east-2', cidr: '10.40.0.0/16' });
      spec.pools[0].regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
      spec.pools.push({
        name: 'scores',
        regions: ['us-east-2'],
        instanceTypes: ['g5.12xlarge'],
        nodes: { min: 0, max: 1 },
      });
      spec.evaluation = [{ name: 'nightly', model: 'qwen', pool: 'scores', benchmarks: ['mmlu'] }];
    },
  },
  {
    rule: 'dns/host-outside-zone',
    when: 'the host is in another zone',
    broken: (spec) => {
      spec.dns.host = 'chat.example.org';
    },
    at: ['dns.host'],
    fixed: (spec) => {
      spec.dns = { zone: 'example.org', host: 'chat.prod.example.org' };
    },
  },
  {
    rule: 'dns/host-outside-zone',
    when: 'the host only ends like the zone',
    broken: (spec) => {
      spec.dns.host = 'chatexample.com';
    },
    at: ['dns.host'],
    fixed: (spec) => {
      spec.dns.host = 'chat.example.com';
    },
  },
  {
    rule: 'dns/host-is-zone',
    when: 'the host is the zone',
    broken: (spec) => {
      spec.dns.host = 'example.com';
    },
    at: ['dns.host'],
    fixed: (spec) => {
      spec.dns = { zone: 'example.com', host: 'www.example.com' };
    },
  },
  {
    rule: 'dns/regional-name-length',
    when: 'a regional name has 65 characters',
    broken: (spec) => {
      spec.dns.host = `${'a'.repeat(43)}.example.com`;
    },
    at: ['dns.host'],
    fixed: (spec) => {
      spec.dns.host = `${'a'.repeat(42)}.example.com`;
    },
  },
  {
    rule: 'dns/ttl-whole-seconds',
    when: 'the time to live is a fraction of a second',
    broken: (spec) => {
      spec.dns.ttl = '1500ms';
    },
    at: ['dns.ttl'],
    fixed: (spec) => {
      spec.dns.ttl = '0.5m';
    },
  },
  {
    rule: 'dns/ttl-long',
    when: 'records live longer than a minute',
    broken: (spec) => {
      spec.dns.ttl = '61s';
    },
    at: ['dns.ttl'],
    fixed: (spec) => {
      spec.dns.ttl = '60s';
    },
  },
  {
    rule: 'dns/health-check-quota',
    when: 'thirty-three critical services are probed in three regions',
    broken: (spec) => {
      spec.inference = criticalServices(33);
    },
    at: ['dns.healthCheck'],
    fixed: (spec) => {
      spec.inference = criticalServices(32);
    },
  },
  {
    rule: 'dns/region-drained',
    when: 'users are led around a region',
    broken: (spec) => {
      spec.regions[1].drained = true;
    },
    at: ['regions[1].drained'],
    fixed: (spec) => {
      spec.regions[1].drained = false;
    },
  },
  {
    rule: 'dns/routing-regions',
    when: 'one active region is to be active-active',
    broken: (spec) => {
      spec.regions[1].role = 'standby';
      spec.regions.splice(2);
      spec.dns.routing = 'active-active';
    },
    at: ['dns.routing'],
    fixed: (spec) => {
      spec.dns.routing = 'active-active';
    },
  },
  {
    rule: 'dns/routing-regions',
    when: 'two active regions are to be active-passive',
    broken: (spec) => {
      spec.dns.routing = 'active-passive';
    },
    at: ['dns.routing'],
    fixed: (spec) => {
      spec.regions.splice(1, 1);
      spec.dns.routing = 'active-passive';
    },
  },
  {
    rule: 'dns/routing-regions',
    when: 'active-passive has no standby region',
    broken: (spec) => {
      spec.regions.splice(1);
      spec.dns.routing = 'active-passive';
    },
    at: ['dns.routing'],
    fixed: (spec) => {
      spec.regions.splice(1);
    },
  },
  {
    rule: 'dns/routing-regions',
    when: 'one active region has two standby regions',
    broken: (spec) => {
      spec.regions[1].role = 'standby';
    },
    at: ['regions[2].role'],
    fixed: (spec) => {
      spec.regions[1].role = 'active';
    },
  },
  {
    rule: 'dns/no-service',
    when: 'no service is public',
    broken: (spec) => {
      spec.inference[0].exposure = 'internal';
      spec.inference[1].exposure = 'internal';
    },
    at: ['dns.host'],
    fixed: (spec) => {
      spec.inference[0].exposure = 'internal';
      spec.inference[1].exposure = 'public';
    },
  },
  {
    rule: 'dns/no-service',
    when: 'no public service is on port 443',
    broken: (spec) => {
      spec.inference[0].port = 8000;
    },
    at: ['inference[0].port'],
    fixed: (spec) => {
      spec.inference[0].port = 8000;
      spec.inference[1].port = 443;
    },
  },
  {
    rule: 'dns/region-without-service',
    when: 'a standby region does not have the pool of the service',
    broken: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2'];
    },
    at: ['pools[0].regions'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
    },
  },
  {
    rule: 'dns/region-without-service',
    when: 'a region has another public service only',
    broken: (spec) => {
      moveTuned(spec, ['us-east-1', 'us-west-2', 'eu-west-1']);
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
    },
    at: ['pools[0].regions'],
    fixed: (spec) => {
      moveTuned(spec, ['us-east-1', 'eu-west-1']);
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
    },
  },
  {
    rule: 'dns/idle-region',
    when: 'an active region has no workload',
    broken: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
    },
    at: ['regions[1].name'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'eu-west-1'];
      spec.pools[1].regions = ['us-west-2'];
    },
  },
  {
    rule: 'dns/partial-service',
    when: 'a public service is missing where the public name leads',
    broken: (spec) => {
      moveTuned(spec, ['us-east-1', 'eu-west-1']);
    },
    at: ['inference[1].pool'],
    fixed: (spec) => {
      moveTuned(spec, ['us-east-1', 'eu-west-1']);
      spec.inference[1].exposure = 'internal';
    },
  },
  {
    rule: 'dns/port-conflict',
    when: 'a stated port is one that another service gets by default',
    broken: (spec) => {
      spec.inference[1].port = 443;
    },
    at: ['inference[1].port'],
    fixed: (spec) => {
      spec.inference[1].port = 444;
    },
  },
  {
    rule: 'dns/port-conflict',
    when: 'a later service gets by default what an earlier one states',
    broken: (spec) => {
      spec.inference[0].port = 8443;
    },
    at: ['inference[0].port'],
    fixed: (spec) => {
      spec.inference[0].port = 8443;
      spec.inference[1].port = 443;
    },
  },
  {
    rule: 'dns/port-conflict',
    when: 'services with one port share one of their regions',
    broken: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2'];
      moveTuned(spec, ['us-west-2', 'eu-west-1']);
      spec.inference[1].port = 443;
    },
    at: ['inference[1].port'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2'];
      moveTuned(spec, ['eu-west-1']);
      spec.inference[1].port = 443;
    },
  },
  {
    rule: 'dns/public-without-dns',
    when: 'a service is public in a project without a public name',
    broken: (spec) => {
      delete spec.dns;
      spec.inference[1].exposure = 'public';
    },
    at: ['inference[1].exposure'],
    fixed: (spec) => {
      delete spec.dns;
      spec.inference[1].exposure = 'internal';
    },
  },
  {
    rule: 'dns/port-of-internal',
    when: 'an internal service states a port',
    broken: (spec) => {
      spec.inference[1].exposure = 'internal';
      spec.inference[1].port = 8443;
    },
    at: ['inference[1].port'],
    fixed: (spec) => {
      spec.inference[1].exposure = 'public';
      spec.inference[1].port = 8443;
    },
  },
  {
    rule: 'dns/port-of-internal',
    when: 'a service of a project without a public name states a port',
    broken: (spec) => {
      delete spec.dns;
      spec.inference[0].port = 443;
    },
    at: ['inference[0].port'],
    fixed: (spec) => {
      spec.inference[0].port = 443;
    },
  },
];

describe('dns rules', () => {
  testRules(dnsRules, cases);

  it('say nothing about services per region that share the public name', () => {
    const spec = specWith((changed) => {
      changed.pools[0].regions = ['us-east-1', 'us-west-2'];
      moveTuned(changed, ['eu-west-1']);
      changed.inference[1].port = 443;
    });
    expect(violationsOf(spec, dnsRules)).toEqual({});
  });

  it('leave a time to live beyond the recovery objective to the proof', () => {
    const spec = specWith((changed) => {
      changed.dns.ttl = '1h';
    });
    expect(violationsOf(spec, dnsRules)).toEqual({});
  });

  it('say nothing about failover times with one region', () => {
    const spec = specWith((changed) => {
      changed.regions.splice(1);
      changed.dns.ttl = '1h';
    });
    expect(violationsOf(spec, dnsRules)).toEqual({});
  });

  it('leave unknown pools and regions to other rules', () => {
    const spec = specWith((changed) => {
      changed.pools[0].regions = ['us-east-1', 'us-west-l', 'eu-west-l'];
      changed.inference[1].pool = 'sevre';
    });
    expect(violationsOf(spec, dnsRules)).toEqual({});
  });
});
