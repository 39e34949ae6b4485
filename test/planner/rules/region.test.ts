import { regionRules } from '../../../planner/rules/region';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'region/standby-of-active',
    when: 'an active region is cold',
    broken: (spec) => {
      spec.regions[1].standby = 'cold';
    },
    at: ['regions[1].standby'],
    fixed: (spec) => {
      spec.regions[2].standby = 'cold';
    },
  },
  {
    rule: 'region/standby-size',
    when: 'a pool that is in active regions only has a size for standby regions, and its service too',
    broken: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2'];
      spec.pools[0].nodes.standby = 3;
      spec.inference[0].replicas.standby = 3;
    },
    at: ['pools[0].nodes.standby', 'inference[0].replicas.standby'],
    fixed: (spec) => {
      spec.pools[0].regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
      spec.pools[0].nodes.standby = 3;
      spec.inference[0].replicas.standby = 3;
    },
  },
  {
    rule: 'region/unknown',
    when: 'a region is misspelt or in another partition',
    broken: (spec) => {
      spec.regions[1].name = 'us-wset-2';
      spec.regions[2].name = 'cn-north-1';
    },
    at: ['regions[1].name', 'regions[2].name'],
    fixed: (spec) => {
      spec.regions[2].name = 'eu-north-1';
    },
  },
  {
    rule: 'region/no-active',
    when: 'every region is a standby',
    broken: (spec) => {
      for (const region of spec.regions) region.role = 'standby';
    },
    at: ['regions'],
    fixed: (spec) => {
      spec.regions[0].role = 'standby';
    },
  },
  {
    rule: 'region/opt-in',
    when: 'a region must be enabled first',
    broken: (spec) => {
      spec.regions[2].name = 'eu-south-2';
    },
    at: ['regions[2].name'],
    fixed: (spec) => {
      spec.regions[2].name = 'eu-west-3';
    },
  },
  {
    rule: 'region/unknown-zone',
    when: 'a zone belongs to another region',
    broken: (spec) => {
      spec.regions[0].zones = ['use1-az1', 'usw2-az2', 'use1-az4'];
    },
    at: ['regions[0].zones[1]'],
    fixed: (spec) => {
      spec.regions[0].zones = ['use1-az1', 'use1-az2', 'use1-az4'];
    },
  },
  {
    rule: 'region/unknown-zone',
    when: 'the code of a region starts like that of another',
    broken: (spec) => {
      spec.regions[0].name = 'ap-southeast-1';
      spec.regions[0].zones = ['apse1-az1', 'apse2-az1', 'apse1-az3'];
    },
    at: ['regions[0].zones[1]'],
    // What the region is meant to be is open, so its zones cannot be judged.
    fixed: (spec) => {
      spec.regions[0].name = 'us-esat-1';
      spec.regions[0].zones = ['use1-az1', 'usw2-az2', 'use1-az4'];
    },
  },
  {
    rule: 'region/unlisted-zone',
    when: 'a zone has a number that not every account sees',
    broken: (spec) => {
      spec.regions[1].zones = ['usw2-az1', 'usw2-az2', 'usw2-az9'];
    },
    at: ['regions[1].zones[2]'],
    fixed: (spec) => {
      spec.regions[1].zones = ['usw2-az1', 'usw2-az2', 'usw2-az4'];
    },
  },
  {
    rule: 'region/control-plane-zone',
    when: 'EKS runs no control plane in a zone',
    broken: (spec) => {
      spec.regions[0].zones = ['use1-az1', 'use1-az2', 'use1-az3'];
    },
    at: ['regions[0].zones[2]'],
    fixed: (spec) => {
      spec.regions[0].zones = ['use1-az1', 'use1-az2', 'use1-az6'];
    },
  },
  {
    rule: 'region/zone-count',
    when: 'a production region names two zones',
    broken: (spec) => {
      spec.regions[1].zones = ['usw2-az1', 'usw2-az2'];
    },
    at: ['regions[1].zones'],
    fixed: (spec) => {
      spec.environment = 'dev';
      spec.regions[1].zones = ['usw2-az1', 'usw2-az2'];
    },
  },
  {
    rule: 'region/zone-count',
    when: 'a production region offers only two zones',
    broken: (spec) => {
      spec.regions[1].name = 'us-west-1';
    },
    at: ['regions[1].name'],
    fixed: (spec) => {
      spec.regions[1].name = 'us-east-2';
    },
  },
  {
    rule: 'region/standby-without-dns',
    when: 'no public name moves users to the standby',
    broken: (spec) => {
      delete spec.dns;
    },
    at: ['regions[2].role'],
    fixed: (spec) => {
      delete spec.dns;
      spec.regions[2].role = 'active';
    },
  },
];

testRules(regionRules, cases);

it('reports standby regions without an active one as one mistake', () => {
  const spec = specWith((s: Spec) => {
    delete s.dns;
    for (const region of s.regions) region.role = 'standby';
  });
  expect(violationsOf(spec, regionRules)).toEqual({ 'region/no-active': ['regions'] });
});

it('says once what is wrong with a zone', () => {
  const spec = specWith((s: Spec) => {
    s.regions[0].zones = ['use1-az3', 'use1-az9', 'usw2-az1'];
  });
  expect(violationsOf(spec, regionRules)).toEqual({
    'region/control-plane-zone': ['regions[0].zones[0]'],
    'region/unlisted-zone': ['regions[0].zones[1]'],
    'region/unknown-zone': ['regions[0].zones[2]'],
  });
});
