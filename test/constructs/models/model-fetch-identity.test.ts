import { ModelFetchIdentity } from '../../../constructs/models/model-fetch-identity';
import { synthesize } from '../../support/synthesize';

function policies(sources: { bucket: string; prefix: string }[]) {
  const stack = synthesize((scope) => {
    new ModelFetchIdentity(scope, 'fetch', {
      clusterName: 'chat',
      namePrefix: 'chat',
      bucketArn: 'arn:aws:s3:::acme-models',
      prefix: 'models/',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      sources,
    });
  });
  return Object.values(stack.resources('aws_iam_role_policy')).map((resource) => ({
    name: resource['name'],
    statements: JSON.parse(String(resource['policy'])).Statement,
  }));
}

describe('ModelFetchIdentity', () => {
  it('writes below the prefix of models, and deletes nothing', () => {
    const [write, ...others] = policies([]);
    expect(others).toEqual([]);
    expect(write?.statements[0]).toMatchObject({ Resource: 'arn:aws:s3:::acme-models/models/*' });
    expect(JSON.stringify(write?.statements)).not.toContain('Delete');
  });

  it('reads what models come from, and nothing beside it', () => {
    const found = policies([
      { bucket: 'other', prefix: 'a/b' },
      { bucket: 'whole', prefix: '' },
    ]).find(({ name }) => name === 'read-sources');
    expect(found?.statements).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: ['arn:aws:s3:::other/a/b/*', 'arn:aws:s3:::whole/*'] },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::whole'] },
    ]);
  });
});
