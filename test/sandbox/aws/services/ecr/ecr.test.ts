import { simulatedAws } from '../../../../support/simulated-aws';

const untagged = {
  rulePriority: 1,
  description: 'Expire untagged images after 14 days',
  selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
  action: { type: 'expire' },
};

async function withRepository() {
  const aws = simulatedAws();
  const repository = await aws.create('aws_ecr_repository', { name: 'chat/vllm' });
  const expire = (...rules: object[]) =>
    aws.create('aws_ecr_lifecycle_policy', { repository: 'chat/vllm', policy: JSON.stringify({ rules }) });
  return { aws, repository, expire };
}

it('gives a repository its address', async () => {
  const aws = simulatedAws().in('us-west-2');
  const encryption_configuration = [{ encryption_type: 'KMS' }];
  expect(await aws.create('aws_ecr_repository', { name: 'chat/vllm', encryption_configuration })).toMatchObject({
    id: 'chat/vllm',
    arn: 'arn:aws:ecr:us-west-2:123456789012:repository/chat/vllm',
    registry_id: '123456789012',
    repository_url: '123456789012.dkr.ecr.us-west-2.amazonaws.com/chat/vllm',
    encryption_configuration: [{ kms_key: 'arn:aws:kms:us-west-2:123456789012:alias/aws/ecr' }],
  });
});

it.each(['a', 'Chat', 'chat//vllm', 'chat/', '-chat', 'chat.'])('refuses the repository name %s', async (name) => {
  await expect(simulatedAws().create('aws_ecr_repository', { name })).rejects.toThrow(/^InvalidParameterException: /);
});

it('has a repository name once in a region', async () => {
  const { aws } = await withRepository();
  await expect(aws.create('aws_ecr_repository', { name: 'chat/vllm' })).rejects.toThrow(
    /^RepositoryAlreadyExistsException: /,
  );
  await aws.in('us-west-2').create('aws_ecr_repository', { name: 'chat/vllm' });
});

it('encrypts with a key of the same region only', async () => {
  const aws = simulatedAws();
  const { arn } = await aws.in('us-west-2').create('aws_kms_key', { description: 'images' });
  for (const kms_key of [String(arn), 'arn:aws:kms:us-east-1:123456789012:key/none']) {
    const encryption_configuration = [{ encryption_type: 'KMS', kms_key }];
    await expect(aws.create('aws_ecr_repository', { name: 'chat', encryption_configuration })).rejects.toThrow(
      /^KmsException: /,
    );
  }
});

it('replaces a repository for another name or encryption', async () => {
  const { aws, repository } = await withRepository();
  const encryption_configuration = [{ encryption_type: 'KMS' }];
  expect(aws.replacedBy('aws_ecr_repository', repository, { name: 'chat' })).toEqual(['name']);
  expect(aws.replacedBy('aws_ecr_repository', repository, { name: 'chat/vllm', encryption_configuration })).toEqual([
    'encryption_configuration',
  ]);
  expect(
    aws.replacedBy('aws_ecr_repository', repository, { name: 'chat/vllm', image_tag_mutability: 'IMMUTABLE' }),
  ).toEqual([]);
});

it('keeps a repository with images', async () => {
  const { aws, repository } = await withRepository();
  const key = { place: 'us-east-1', type: 'aws_ecr_repository', id: 'chat/vllm' };
  aws.store.put({ ...key, holds: [], values: { ...repository, images: 1 } });
  await expect(aws.destroy('aws_ecr_repository', repository)).rejects.toThrow(/^RepositoryNotEmptyException: /);
});

it('takes a lifecycle policy for a repository that is there', async () => {
  const { aws, expire } = await withRepository();
  expect(await expire(untagged)).toMatchObject({ id: 'chat/vllm', registry_id: '123456789012' });
  await expect(
    aws.in('us-west-2').create('aws_ecr_lifecycle_policy', { repository: 'chat/vllm', policy: '{}' }),
  ).rejects.toThrow(/^RepositoryNotFoundException: /);
});

const tagged = { tagStatus: 'tagged', countType: 'imageCountMoreThan', countNumber: 5 };

it.each<[string, object[]]>([
  ['no rules', []],
  ['a priority that is no number', [{ ...untagged, rulePriority: '1' }]],
  ['one priority twice', [untagged, untagged]],
  ['an unknown action', [{ ...untagged, action: { type: 'delete' } }]],
  ['an unknown count', [{ ...untagged, selection: { ...untagged.selection, countType: 'age' } }]],
  ['days without a unit', [{ ...untagged, selection: { ...untagged.selection, countUnit: null } }]],
  ['tags without a pattern', [{ ...untagged, selection: tagged }]],
  ['patterns without tags', [{ ...untagged, selection: { ...untagged.selection, tagPatternList: ['v*'] } }]],
  [
    'a rule for all images before others',
    [
      { ...untagged, selection: { ...tagged, tagStatus: 'any' } },
      { ...untagged, rulePriority: 2 },
    ],
  ],
])('refuses a lifecycle policy with %s', async (_name, rules) => {
  const { expire } = await withRepository();
  await expect(expire(...rules)).rejects.toThrow(/^InvalidParameterException: .*Lifecycle policy validation failure/);
});

it('has one replication configuration in each region, which a second one replaces', async () => {
  const aws = simulatedAws();
  const to = (region: string, filter: string) => ({
    replication_configuration: [
      {
        rule: [
          {
            destination: [{ region, registry_id: '123456789012' }],
            repository_filter: [{ filter, filter_type: 'PREFIX_MATCH' }],
          },
        ],
      },
    ],
  });
  await aws.create('aws_ecr_replication_configuration', to('us-west-2', 'chat/'));
  const second = await aws.create('aws_ecr_replication_configuration', to('eu-west-1', 'lab/'));
  expect(second['id']).toBe('123456789012');
  expect(aws.objects()).toEqual([
    { region: 'us-east-1', type: 'aws_ecr_replication_configuration', id: '123456789012' },
  ]);
  expect(await aws.read('aws_ecr_replication_configuration', second)).toMatchObject(to('eu-west-1', 'lab/'));
  await expect(aws.create('aws_ecr_replication_configuration', to('us-east-1', 'chat/'))).rejects.toThrow(
    /^InvalidParameterException: .*itself/,
  );
  expect(aws.validate('aws_ecr_replication_configuration', to('mars-1', 'chat/'))).toHaveLength(1);
});
