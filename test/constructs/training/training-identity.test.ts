import { TrainingIdentity, type TrainingIdentityProps } from '../../../constructs/training/training-identity';
import { synthesize } from '../../support/synthesize';

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

function statements(
  datasets: { bucket: string; key: string }[] = [],
  sentFrom?: Pick<TrainingIdentityProps, 'sentFrom'>['sentFrom'],
): Statement[] {
  const stack = synthesize((scope) => {
    new TrainingIdentity(scope, 'dpo', {
      clusterName: 'chat',
      namePrefix: 'chat',
      job: 'dpo',
      weights: [{ bucketArn: 'arn:aws:s3:::acme-models', prefix: 'models/qwen/' }],
      checkpoints: {
        bucketArn: 'arn:aws:s3:::acme-ckpt',
        runPrefix: 'runs/dpo/',
        evaluationPrefix: 'evaluations/dpo/',
        finalPrefix: 'final/dpo/',
      },
      trained: { bucketArn: 'arn:aws:s3:::acme-models', prefix: 'trained/dpo/' },
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      datasets,
      ...(sentFrom && { sentFrom }),
    });
  });
  return Object.values(stack.resources('aws_iam_role_policy')).flatMap(
    (resource) => JSON.parse(String(resource['policy'])).Statement,
  );
}
const resourcesFor = (action: string, datasets?: { bucket: string; key: string }[]) =>
  statements(datasets)
    .filter(({ Action }) => [Action].flat().includes(action))
    .flatMap(({ Resource }) => Resource);

describe('TrainingIdentity', () => {
  it('reads its model, writes below its own prefixes, and deletes intermediate checkpoints only', () => {
    const own = [
      'arn:aws:s3:::acme-ckpt/runs/dpo/*',
      'arn:aws:s3:::acme-ckpt/final/dpo/*',
      'arn:aws:s3:::acme-ckpt/evaluations/dpo/*',
      'arn:aws:s3:::acme-models/trained/dpo/*',
    ];
    expect(resourcesFor('s3:GetObject')).toEqual(['arn:aws:s3:::acme-models/models/qwen/*', ...own]);
    expect(resourcesFor('s3:PutObject')).toEqual(own);
    expect(resourcesFor('s3:DeleteObject')).toEqual(['arn:aws:s3:::acme-ckpt/runs/dpo/*']);
  });

  it('lists nothing but what is below its prefixes', () => {
    const listing = statements().filter(({ Action }) => Action === 's3:ListBucket');
    expect(listing.map(({ Condition }) => Condition)).toEqual([
      { StringLike: { 's3:prefix': ['models/qwen/*'] } },
      { StringLike: { 's3:prefix': ['runs/dpo/*', 'final/dpo/*', 'evaluations/dpo/*'] } },
      { StringLike: { 's3:prefix': ['trained/dpo/*'] } },
    ]);
  });

  it('reads the data that the job names, object by object', () => {
    expect(resourcesFor('s3:GetObject', [{ bucket: 'acme-data', key: 'preferences.jsonl' }])).toContain(
      'arn:aws:s3:::acme-data/preferences.jsonl',
    );
  });

  it('works with the stores of the region that a run was sent from, by their own key', () => {
    const all = statements([], {
      weights: [{ bucketArn: 'arn:aws:s3:::far-models', prefix: 'models/qwen/' }],
      checkpoints: {
        bucketArn: 'arn:aws:s3:::far-ckpt',
        runPrefix: 'runs/dpo/',
        evaluationPrefix: 'evaluations/dpo/',
        finalPrefix: 'final/dpo/',
      },
      trained: { bucketArn: 'arn:aws:s3:::far-models', prefix: 'trained/dpo/' },
      kmsKeyArn: 'arn:aws:kms:us-west-2:111122223333:key/far',
    });
    const writable = all.filter(({ Action }) => Action.includes('s3:PutObject')).flatMap(({ Resource }) => Resource);
    expect(writable).toContain('arn:aws:s3:::acme-ckpt/runs/dpo/*');
    expect(writable).toContain('arn:aws:s3:::far-ckpt/runs/dpo/*');
    expect(all.filter(({ Action }) => Action.includes('kms:Decrypt')).map(({ Resource }) => Resource)).toEqual([
      'arn:aws:kms:us-east-1:111122223333:key/k',
      'arn:aws:kms:us-west-2:111122223333:key/far',
    ]);
  });
});
