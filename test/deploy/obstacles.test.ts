import { dataIn } from '../../deploy/data-stores';
import { obstaclesTo } from '../../deploy/obstacles';
import type { StateResource } from '../../deploy/terraform/stack-state';
import { configuredStack } from './configured-stack';

const object = (type: string, attributes: StateResource['attributes'] = {}, key = ''): StateResource => ({
  type,
  attributes,
  resource: `${type}.main`,
  address: `${type}.main${key}`,
});

describe('dataIn', () => {
  it.each([
    ['aws_s3_bucket', { bucket: 'acme', force_destroy: false }, 'acme is refused by AWS until it is empty'],
    ['aws_s3_bucket', { bucket: 'acme', force_destroy: true }, 'acme is deleted with its content'],
    ['aws_ecr_repository', { name: 'vllm', force_delete: true }, 'vllm is deleted with its content'],
    ['aws_ecr_repository', { name: 'vllm' }, 'vllm is refused by AWS until it is empty'],
    ['aws_fsx_lustre_file_system', { id: 'fs-1', skip_final_backup: true }, 'fs-1 is deleted with its content'],
    // The provider skips the backup unless it is told to make one.
    ['aws_fsx_lustre_file_system', { id: 'fs-1' }, 'fs-1 is deleted with its content'],
    ['aws_fsx_lustre_file_system', { id: 'fs-1', skip_final_backup: false }, 'fs-1 is deleted after a last backup'],
    ['aws_efs_file_system', { id: 'fs-2' }, 'fs-2 is deleted with its content'],
    ['aws_s3_bucket', {}, 'it is refused by AWS until it is empty'],
  ])('%s with %j: %s', (type, attributes, text) => {
    expect(dataIn(object(type, attributes))).toBe(text);
  });

  it.each(['aws_vpc', 'aws_kms_key', 'aws_cloudwatch_log_group', 'aws_s3_bucket_policy'])('%s keeps none', (type) => {
    expect(dataIn(object(type, { id: 'x' }))).toBeUndefined();
  });
});

describe('obstaclesTo', () => {
  const stack = configuredStack({
    resource: { aws_s3_bucket: { main: { lifecycle: { prevent_destroy: true } } } },
  });
  const about = { stack: stack.name };

  it('name what Terraform would refuse, for each instance, and the data in it', () => {
    expect(obstaclesTo(stack, [object('aws_s3_bucket', { bucket: 'acme' }, '["a"]')])).toEqual([
      { ...about, address: 'aws_s3_bucket.main["a"]', kind: 'protected', reason: 'prevent_destroy is set' },
      {
        ...about,
        address: 'aws_s3_bucket.main["a"]',
        kind: 'data',
        reason: 'acme is refused by AWS until it is empty',
      },
    ]);
  });

  it('name what AWS would refuse', () => {
    const found = obstaclesTo(stack, [
      object('aws_lb', { enable_deletion_protection: true }),
      object('aws_eks_cluster', { deletion_protection: true }),
      object('aws_lb', { enable_deletion_protection: false }),
      object('aws_vpc', { deletion_protection: true }),
    ]);
    expect(found).toEqual([
      { ...about, address: 'aws_lb.main', kind: 'protected', reason: 'enable_deletion_protection is on in AWS' },
      { ...about, address: 'aws_eks_cluster.main', kind: 'protected', reason: 'deletion_protection is on in AWS' },
    ]);
  });

  it('are none for what can be made again', () => {
    expect(obstaclesTo(stack, [object('aws_vpc'), object('aws_sqs_queue')])).toEqual([]);
  });
});
