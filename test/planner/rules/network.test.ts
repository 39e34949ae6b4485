import { networkRules } from '../../../planner/rules/network';
import { canonicalForm, liesIn, notOnTheInternet } from '../../../planner/rules/network/address-range';
import { cidrOverlap } from '../../../planner/rules/network/cidr-overlap';
import { nodeAddresses } from '../../../planner/rules/network/node-addresses';
import { podAddresses } from '../../../planner/rules/network/pod-addresses';
import type { Rule } from '../../../planner/rules/rule';
import type { Violation } from '../../../schemas/finding';
import { type RuleCase, type Spec, specWith, subjectOf, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'network/cidr-canonical',
    when: 'ranges have host bits, leading zeros or numbers that are too large',
    broken: (spec) => {
      spec.regions[0].cidr = '10.10.0.5/16';
      spec.regions[1].cidr = '10.020.0.0/16';
      spec.regions[2].cidr = '10.300.0.0/16';
    },
    at: ['regions[0].cidr', 'regions[1].cidr', 'regions[2].cidr'],
    fixed: (spec) => {
      spec.regions[0].cidr = '10.10.128.0/17';
    },
  },
  {
    rule: 'network/cidr-canonical',
    when: 'a prefix length is too large or has a leading zero',
    broken: (spec) => {
      spec.regions[0].cidr = '10.10.0.0/33';
      spec.regions[1].cidr = '10.0.0.0/08';
    },
    at: ['regions[0].cidr', 'regions[1].cidr'],
    fixed: (spec) => {
      spec.regions[0].cidr = '10.0.0.0/16';
    },
  },
  {
    rule: 'network/cidr-overlap',
    when: 'two regions share addresses',
    broken: (spec) => {
      spec.regions[2].cidr = '10.10.64.0/18';
    },
    at: ['regions[2].cidr'],
    fixed: (spec) => {
      spec.regions[2].cidr = '10.11.64.0/18';
    },
  },
  {
    rule: 'network/cidr-private',
    when: 'a range belongs to somebody on the internet',
    broken: (spec) => {
      spec.regions[1].cidr = '172.32.0.0/16';
    },
    at: ['regions[1].cidr'],
    fixed: (spec) => {
      spec.regions[0].cidr = '172.31.0.0/16';
      spec.regions[1].cidr = '100.64.0.0/16';
      spec.regions[2].cidr = '192.168.0.0/16';
    },
  },
  {
    rule: 'network/cidr-size',
    when: 'a range is larger than a VPC, or too small for three zones',
    broken: (spec) => {
      spec.regions[0].cidr = '11.0.0.0/15';
      spec.regions[1].cidr = '10.20.0.0/19';
      spec.regions[2].cidr = '10.30.0.0/30';
    },
    at: ['regions[0].cidr', 'regions[1].cidr', 'regions[2].cidr'],
    fixed: (spec) => {
      spec.regions[1].cidr = '10.20.0.0/18';
    },
  },
  {
    rule: 'network/cidr-size',
    when: 'a /18 has to hold four zones',
    broken: (spec) => {
      spec.regions[0].cidr = '10.10.0.0/18';
      spec.regions[0].zones = ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az5'];
    },
    at: ['regions[0].cidr'],
    fixed: (spec) => {
      spec.regions[0].cidr = '10.10.0.0/17';
      spec.regions[0].zones = ['use1-az1', 'use1-az2', 'use1-az4', 'use1-az5'];
    },
  },
  {
    rule: 'network/cidr-size',
    when: 'a range has no room in any region',
    broken: (spec) => {
      spec.regions[2].name = 'eu-wset-1';
      spec.regions[2].cidr = '10.30.0.0/24';
    },
    at: ['regions[2].cidr'],
    fixed: (spec) => {
      spec.regions[2].name = 'eu-wset-1';
    },
  },
  {
    rule: 'network/service-cidr',
    when: 'the service range is in the shared address space',
    broken: (spec) => {
      spec.cluster.serviceCidr = '100.64.0.0/16';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.cluster.serviceCidr = '192.168.0.0/16';
    },
  },
  {
    rule: 'network/service-cidr',
    when: 'the service range is larger than a /12',
    broken: (spec) => {
      spec.cluster.serviceCidr = '172.0.0.0/11';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.cluster.serviceCidr = '172.16.0.0/12';
    },
  },
  {
    rule: 'network/service-cidr',
    when: 'the service range is smaller than a /24',
    broken: (spec) => {
      spec.cluster.serviceCidr = '172.20.0.0/25';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.cluster.serviceCidr = '172.20.0.0/24';
    },
  },
  {
    rule: 'network/service-cidr',
    when: 'the service range does not start at its first address',
    broken: (spec) => {
      spec.cluster.serviceCidr = '172.20.0.1/16';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.cluster.serviceCidr = '10.100.0.0/16';
    },
  },
  {
    rule: 'network/service-cidr-overlap',
    when: 'two regions lie in the service range',
    broken: (spec) => {
      spec.cluster.serviceCidr = '10.16.0.0/12';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.cluster.serviceCidr = '10.32.0.0/12';
    },
  },
  {
    rule: 'network/service-cidr-overlap',
    when: 'a region takes the default service range',
    broken: (spec) => {
      spec.regions[1].cidr = '172.20.0.0/16';
    },
    at: ['cluster.serviceCidr'],
    fixed: (spec) => {
      spec.regions[1].cidr = '172.21.0.0/16';
    },
  },
  {
    rule: 'network/public-cidrs',
    when: 'entries are malformed, private or for documentation only',
    broken: (spec) => {
      spec.cluster.access.publicCidrs = ['8.8.8.8/24', '8.8.8.256/32', '10.0.0.0/8', '203.0.113.0/24', '8.8.8.0/24'];
    },
    at: [
      'cluster.access.publicCidrs[0]',
      'cluster.access.publicCidrs[1]',
      'cluster.access.publicCidrs[2]',
      'cluster.access.publicCidrs[3]',
    ],
    fixed: (spec) => {
      // Open to everybody is bad, but not malformed.
      spec.cluster.access.publicCidrs = ['8.8.8.0/24', '198.51.99.7/32', '0.0.0.0/0'];
    },
  },
  {
    rule: 'network/nat-per-zone',
    when: 'a production environment has a single NAT gateway in each region',
    broken: (spec) => {
      spec.network = { nat: 'single' };
    },
    at: ['network.nat'],
    fixed: (spec) => {
      spec.environment = 'dev';
      spec.network = { nat: 'single' };
    },
  },
  {
    rule: 'network/node-addresses',
    when: 'a pool in one zone can have more nodes than the subnet has room for',
    broken: (spec) => {
      spec.pools[1].nodes = { min: 2, max: 239 };
    },
    at: ['pools[1].nodes.max'],
    // 240 nodes in use1-az4: 234 of the pool, 4 of the other pool's 12 and 2 of the 6 system nodes.
    fixed: (spec) => {
      spec.pools[1].nodes = { min: 2, max: 234 };
    },
  },
  {
    rule: 'network/node-addresses',
    when: 'a pool is too large for the zones of three regions',
    broken: (spec) => {
      spec.pools[0].nodes = { min: 2, max: 900 };
    },
    at: ['pools[0].nodes.max'],
    fixed: (spec) => {
      spec.pools[0].nodes = { min: 2, max: 696 };
    },
  },
  {
    rule: 'network/pod-addresses',
    when: 'a GPU pool in one zone leaves no prefixes for its pods',
    broken: (spec) => {
      spec.pools[1].nodes = { min: 2, max: 120 };
    },
    at: ['pools[1].nodes.max'],
    fixed: (spec) => {
      spec.pools[1].nodes = { min: 2, max: 64 };
    },
  },
  {
    rule: 'network/pod-addresses',
    when: 'the system pool fills the subnets with pods',
    broken: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 3, max: 120 } };
    },
    at: ['cluster.systemPool.nodes.max'],
    fixed: (spec) => {
      spec.cluster.systemPool = { nodes: { min: 3, max: 60 } };
    },
  },
  {
    rule: 'network/log-retention',
    when: 'CloudWatch does not know the periods',
    broken: (spec) => {
      spec.network = { flowLogRetention: '45d' };
      spec.cluster.logRetention = '12h';
    },
    at: ['network.flowLogRetention', 'cluster.logRetention'],
    fixed: (spec) => {
      spec.network = { flowLogRetention: '60d' };
      spec.cluster.logRetention = '24h';
    },
  },
];

testRules(networkRules, cases);

it('leaves a range alone that another rule has refused', () => {
  const spec = specWith((s: Spec) => {
    s.regions[0].cidr = '8.8.8.9/29';
    s.regions[1].cidr = '10.300.0.0/24';
    s.cluster.serviceCidr = '172.20.0.1/8';
  });
  expect(violationsOf(spec, networkRules)).toEqual({
    'network/cidr-canonical': ['regions[0].cidr', 'regions[1].cidr'],
    'network/service-cidr': ['cluster.serviceCidr'],
  });
});

it('proposes what to write instead', () => {
  const spec = specWith((s: Spec) => {
    s.regions[0].cidr = '010.10.3.0/16';
    s.regions[1].cidr = '172.20.0.0/16';
    s.regions[2].cidr = '10.100.80.0/20';
    s.cluster.logRetention = '10000d';
  });
  const fixes = networkRules.flatMap((rule) => check(rule, spec).map(({ fix }) => `${rule.id}: ${fix}`));
  expect(fixes).toEqual([
    'network/cidr-canonical: write 10.10.0.0/16',
    'network/cidr-size: choose a /16 to /18, for example 10.100.64.0/18 if nothing else uses it',
    'network/service-cidr-overlap: choose another range, for example 192.168.0.0/16',
    'network/log-retention: write 3653d',
  ]);
});

it('proposes another free range to every region that overlaps', () => {
  const spec = specWith((s: Spec) => {
    for (const index of [1, 2]) s.regions[index].cidr = s.regions[0].cidr;
  });
  expect(check(cidrOverlap, spec).map(({ fix }) => fix)).toEqual([
    'choose another private range, such as 10.20.0.0/16',
    'choose another private range, such as 10.30.0.0/16',
  ]);
});

it('names the places that share a crowded zone', () => {
  const spec = specWith((s: Spec) => {
    s.pools[1].nodes = { min: 2, max: 300 };
  });
  expect(check(nodeAddresses, spec)).toEqual([
    expect.objectContaining({
      message:
        'use1-az4 can get 306 nodes (300 of train, 4 of serve, 2 of the system pool), which take 5202 addresses with their pods; its subnet has 4091',
      involves: [
        ['pools', 0, 'nodes', 'max'],
        ['cluster', 'systemPool', 'nodes', 'max'],
      ],
    }),
  ]);
  expect(check(podAddresses, spec)).toEqual([]);
});

describe('canonicalForm', () => {
  it.each([
    ['10.10.0.0/16', '10.10.0.0/16'],
    ['10.10.255.1/16', '10.10.0.0/16'],
    ['010.008.0.0/16', '10.8.0.0/16'],
    ['10.16.0.0/08', '10.0.0.0/8'],
    ['1.2.3.4/32', '1.2.3.4/32'],
    ['1.2.3.4/0', '0.0.0.0/0'],
    ['256.0.0.0/8', undefined],
    ['10.0.0.0/33', undefined],
  ])('writes %s as %s', (cidr, canonical) => {
    expect(canonicalForm(cidr)).toBe(canonical);
  });
});

it('takes a range as reserved only if all of it is', () => {
  expect(liesIn('127.0.0.1/32', notOnTheInternet)).toBe(true);
  expect(liesIn('0.0.0.0/0', notOnTheInternet)).toBe(false);
  expect(liesIn('8.0.0.0/6', notOnTheInternet)).toBe(false);
  expect(liesIn('nonsense', notOnTheInternet)).toBe(false);
});

function check(rule: Rule, spec: Spec): readonly Violation[] {
  return rule.check(subjectOf(spec));
}
