import { storageRules } from '../../../planner/rules/storage';
import { type RuleCase, specWith, testRules, violationsOf } from '../../support/spec';

const cases: readonly RuleCase[] = [
  {
    rule: 'storage/lustre-capacity',
    when: 'a file system has a size between two steps',
    broken: (spec) => {
      spec.storage.lustre.capacity = '3600GiB';
    },
    at: ['storage.lustre.capacity'],
    fixed: (spec) => {
      spec.storage.lustre.capacity = '7200GiB';
    },
  },
  {
    rule: 'storage/lustre-capacity',
    when: 'a file system is given in TiB where GiB are meant',
    broken: (spec) => {
      spec.storage.lustre.capacity = '1.2TiB';
    },
    at: ['storage.lustre.capacity'],
    fixed: (spec) => {
      spec.storage.lustre.capacity = '1200GiB';
    },
  },
  {
    rule: 'storage/lustre-room',
    when: 'a run keeps more checkpoints of all weights than the file system holds',
    broken: (spec) => {
      spec.storage.lustre.capacity = '1200GiB';
      Object.assign(spec.training[0], { tuner: 'full', checkpoints: { storage: 'lustre', keep: 11 } });
    },
    at: ['storage.lustre.capacity'],
    fixed: (spec) => {
      spec.storage.lustre.capacity = '1200GiB';
      Object.assign(spec.training[0], { tuner: 'full', checkpoints: { storage: 'lustre', keep: 10 } });
    },
  },
  {
    rule: 'storage/lustre-checkpoints',
    when: 'a job writes to Lustre in a project without a file system',
    broken: (spec) => {
      spec.training[0].checkpoints = { storage: 'lustre' };
      delete spec.storage.lustre;
    },
    at: ['training[0].checkpoints.storage'],
    fixed: (spec) => {
      spec.training[0].checkpoints = { storage: 's3' };
      delete spec.storage.lustre;
    },
  },
  {
    rule: 'storage/lustre-checkpoints',
    when: 'a region of the pool has no file system',
    broken: (spec) => {
      spec.training[0].checkpoints = { storage: 'lustre' };
      spec.pools[1].regions = ['us-east-1', 'us-west-2'];
    },
    at: ['training[0].checkpoints.storage'],
    fixed: (spec) => {
      spec.training[0].checkpoints = { storage: 'lustre' };
      spec.pools[1].regions = ['us-east-1', 'us-west-2'];
      delete spec.storage.lustre.regions;
    },
  },
  {
    rule: 'storage/lustre-unused',
    when: 'a file system is in a region without training',
    broken: (spec) => {
      spec.storage.lustre.regions = ['us-east-1', 'us-west-2'];
    },
    at: ['storage.lustre.regions[1]'],
    fixed: (spec) => {
      spec.storage.lustre.regions = ['us-east-1', 'us-west-2'];
      spec.pools[1].regions = ['us-east-1', 'us-west-2'];
    },
  },
  {
    rule: 'storage/lustre-unused',
    when: 'a project with a file system trains nothing',
    broken: (spec) => {
      spec.training = [];
    },
    at: ['storage.lustre'],
    fixed: (spec) => {
      spec.training = [];
      delete spec.storage.lustre;
    },
  },
  {
    rule: 'storage/retention-days',
    when: 'checkpoints are kept for a part of a day',
    broken: (spec) => {
      spec.storage.checkpointRetention = '36h';
    },
    at: ['storage.checkpointRetention'],
    fixed: (spec) => {
      spec.storage.checkpointRetention = '48h';
    },
  },
  {
    rule: 'storage/retention-days',
    when: 'checkpoints are not kept at all',
    broken: (spec) => {
      spec.storage.checkpointRetention = '0d';
    },
    at: ['storage.checkpointRetention'],
    fixed: (spec) => {
      spec.storage.checkpointRetention = '1d';
    },
  },
  {
    rule: 'storage/replication-off',
    when: 'several regions copy nothing between them',
    broken: (spec) => {
      spec.storage.replicate = false;
    },
    at: ['storage.replicate'],
    fixed: (spec) => {
      spec.storage.replicate = false;
      spec.regions.splice(1);
    },
  },
];

describe('storage rules', () => {
  testRules(storageRules, cases);

  it('leave unknown pools and regions to other rules', () => {
    const spec = specWith((changed) => {
      changed.training[0].pool = 'trian';
      changed.training[0].checkpoints = { storage: 'lustre' };
      changed.storage.lustre.regions = ['us-east-l', 'eu-west-1'];
    });
    expect(violationsOf(spec, storageRules)).toEqual({});
  });
});
