import { resolveReferences } from '../../../sandbox/aws/references';
import type { Reference } from '../../../sandbox/aws/resource-model';
import { openStore } from '../../../sandbox/cloud/store';
import { unknown, type Values } from '../../../sandbox/protocol/value';
import { temporaryFolder } from '../temporary-folder';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:alarms';
const topicId = { place: 'us-east-1', type: 'aws_sns_topic', id: topicArn };
const subnetId = { place: 'us-east-1', type: 'aws_subnet', id: 'subnet-1' };
const clusterId = { place: 'us-east-1', type: 'aws_eks_cluster', id: 'c-1' };
const roleId = { place: 'global', type: 'aws_iam_role', id: 'nodes' };

const subnets: Reference = { path: 'vpc.subnet_ids', type: 'aws_subnet', missing: 'InvalidSubnetID.NotFound' };
const topic: Reference = { path: 'topic', type: 'aws_sns_topic', by: 'arn', missing: 'NotFound' };
const cluster: Reference = { path: 'cluster', type: 'aws_eks_cluster', by: 'name', missing: 'NoCluster' };
const role: Reference = { path: 'role', type: 'aws_iam_role', missing: 'NoSuchEntity' };

function resolve(values: Values, references: readonly Reference[], region = 'us-east-1') {
  const store = openStore(temporaryFolder());
  store.put({ ...topicId, arn: topicArn, values: { arn: topicArn }, holds: [] });
  // What is about the topic has its ARN too.
  store.put({ ...topicId, type: 'aws_sns_topic_policy', values: { arn: topicArn }, holds: [] });
  store.put({ ...subnetId, values: {}, holds: [] });
  store.put({ ...clusterId, values: { name: 'chat' }, holds: [] });
  store.put({ ...roleId, values: {}, holds: [] });
  const placeOf = (type: string, here: string) => (type === 'aws_iam_role' ? 'global' : here);
  return resolveReferences(store, values, references, region, placeOf);
}

it('finds other objects by id, ARN or another attribute', () => {
  const values = { vpc: [{ subnet_ids: ['subnet-1'] }], topic: topicArn, cluster: 'chat', role: 'nodes' };
  expect(resolve(values, [subnets, topic, cluster, role])).toEqual([subnetId, topicId, clusterId, roleId]);
});

it('names each of them once', () => {
  expect(resolve({ vpc: [{ subnet_ids: ['subnet-1', 'subnet-1'] }] }, [subnets, subnets])).toEqual([subnetId]);
});

it('refuses what is not there with the code of the service', () => {
  expect(() => resolve({ vpc: [{ subnet_ids: ['subnet-1', 'subnet-2'] }] }, [subnets])).toThrow(
    expect.objectContaining({
      code: 'InvalidSubnetID.NotFound',
      message: 'vpc.subnet_ids: there is no aws_subnet subnet-2',
    }),
  );
});

it('looks in the own region, and for global types everywhere', () => {
  expect(() => resolve({ cluster: 'chat' }, [cluster], 'eu-west-1')).toThrow('there is no aws_eks_cluster chat');
  expect(resolve({ role: 'nodes' }, [role], 'eu-west-1')).toEqual([roleId]);
});

it('refuses the ARN of an object of another type', () => {
  const queue: Reference = { path: 'topic', type: 'aws_sqs_queue', by: 'arn', missing: 'NotFound' };
  expect(() => resolve({ topic: topicArn }, [queue])).toThrow(`topic: there is no aws_sqs_queue ${topicArn}`);
});

it('takes on trust what belongs to others, and asks for buckets, whose ARN has no account', () => {
  const policy: Reference = { path: 'policy', type: 'aws_iam_policy', by: 'arn', missing: 'NoSuchEntity' };
  const bucket: Reference = { path: 'bucket', type: 'aws_s3_bucket', by: 'arn', missing: 'NoSuchBucket' };
  expect(resolve({ policy: 'arn:aws:iam::aws:policy/AmazonEKSClusterPolicy' }, [policy])).toEqual([]);
  expect(resolve({ policy: 'arn:aws:iam::999999999999:policy/theirs' }, [policy])).toEqual([]);
  expect(() => resolve({ policy: 'arn:aws:iam::123456789012:policy/ours' }, [policy])).toThrow('there is no');
  expect(() => resolve({ bucket: 'arn:aws:s3:::models' }, [bucket])).toThrow('there is no aws_s3_bucket');
});

it('ignores what is unset or not known yet, and does not hold what may go first', () => {
  expect(resolve({ vpc: [{ subnet_ids: [unknown, ''] }], topic: null }, [subnets, topic])).toEqual([]);
  expect(resolve({ topic: topicArn }, [{ ...topic, onDelete: 'ignore' }])).toEqual([]);
});
