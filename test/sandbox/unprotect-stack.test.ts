import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unprotectStack } from '../../sandbox/unprotect-stack';
import { temporaryFolder } from './temporary-folder';

function unprotected(configuration: object): unknown {
  const folder = temporaryFolder();
  const file = join(folder, 'cdk.tf.json');
  writeFileSync(file, JSON.stringify(configuration));
  unprotectStack({ name: 'prod-us-east-1-cluster', folder, dependencies: [] });
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('unprotectStack', () => {
  it('takes away what Terraform and AWS refuse a deletion for, and nothing else', () => {
    const terraform = { backend: { local: { path: 'x' } } };
    expect(
      unprotected({
        terraform,
        resource: {
          aws_lb: { main: { name: 'a', enable_deletion_protection: true } },
          aws_kms_key: { key: { lifecycle: { prevent_destroy: true, ignore_changes: ['tags'] } } },
          aws_s3_bucket: { models: { bucket: 'b', lifecycle: { prevent_destroy: true } } },
          aws_sqs_queue: { events: { name: 'q' } },
        },
      }),
    ).toEqual({
      terraform,
      resource: {
        aws_lb: { main: { name: 'a', enable_deletion_protection: false } },
        aws_kms_key: { key: { lifecycle: { ignore_changes: ['tags'] } } },
        aws_s3_bucket: { models: { bucket: 'b' } },
        aws_sqs_queue: { events: { name: 'q' } },
      },
    });
  });

  it('leaves a stack without resources as it is', () => {
    expect(unprotected({ output: { a: { value: 1 } } })).toEqual({ output: { a: { value: 1 } }, resource: {} });
  });
});
