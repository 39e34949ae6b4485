import { stateRules } from '../../../planner/rules/state';
import { type RuleCase, type Spec, specWith, testRules, violationsOf } from '../../support/spec';

const cases: RuleCase[] = [
  {
    rule: 'state/bucket-missing',
    when: 'the s3 backend has neither bucket nor region',
    broken: (spec) => {
      spec.state = { backend: 's3' };
    },
    at: ['state'],
    fixed: (spec) => {
      spec.state = { backend: 'local' };
    },
  },
  {
    rule: 'state/bucket-missing',
    when: 'the region of the bucket is missing',
    broken: (spec) => {
      spec.state = { backend: 's3', bucket: 'acme-terraform-state' };
    },
    at: ['state'],
    fixed: (spec) => {
      spec.state = { backend: 's3', bucket: 'acme-terraform-state', region: 'us-east-1' };
    },
  },
  {
    rule: 'state/region-unknown',
    when: 'there is no such region',
    broken: (spec) => {
      spec.state.region = 'us-esat-2';
    },
    at: ['state.region'],
    fixed: (spec) => {
      spec.state.region = 'eu-central-2';
    },
  },
  {
    rule: 'state/unused-bucket',
    when: 'a bucket is named and the backend is not',
    broken: (spec) => {
      delete spec.state.backend;
    },
    at: ['state.bucket'],
    fixed: (spec) => {
      delete spec.state;
    },
  },
  {
    rule: 'state/unused-bucket',
    when: 'only the region of a bucket is named and the backend is local',
    broken: (spec) => {
      spec.state = { backend: 'local', region: 'us-east-1' };
    },
    at: ['state.region'],
    fixed: (spec) => {
      spec.state = { backend: 'local' };
    },
  },
  {
    rule: 'state/local-in-production',
    when: 'production keeps its state in files',
    broken: (spec) => {
      delete spec.state;
    },
    at: ['state.backend'],
    fixed: (spec) => {
      delete spec.state;
      spec.environment = 'dev';
    },
  },
];

testRules(stateRules, cases);

it('takes a forgotten backend as one mistake', () => {
  const spec = specWith((s: Spec) => {
    s.state = { bucket: 'acme-terraform-state', region: 'us-esat-1' };
  });
  expect(violationsOf(spec, stateRules)).toEqual({ 'state/unused-bucket': ['state.bucket'] });
});
