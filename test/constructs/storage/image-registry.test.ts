import { ImageRegistry } from '../../../constructs/storage/image-registry';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const kmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000';

function registry(regions?: string[]): Synthesized {
  return synthesize((stack) => {
    const images = new ImageRegistry(stack, 'images', {
      repositoryNames: ['chat/trainer', 'chat/server'],
      kmsKeyArn,
      expireUntaggedAfterDays: 14,
      ...(regions && { replication: { accountId: '111122223333', regions, repositoryPrefix: 'chat/' } }),
    });
    new TerraformOutput(stack, 'urls', { value: images.repositoryUrls });
  });
}

describe('ImageRegistry', () => {
  it('has immutable, scanned and encrypted repositories that keep no untagged images', () => {
    const result = registry();
    const repositories = Object.values(result.resources('aws_ecr_repository'));
    expect(repositories.map((repository) => repository['name'])).toEqual(
      expect.arrayContaining(['chat/trainer', 'chat/server']),
    );
    for (const repository of repositories) {
      expect(repository).toMatchObject({
        image_tag_mutability: 'IMMUTABLE',
        image_scanning_configuration: { scan_on_push: true },
        encryption_configuration: [{ encryption_type: 'KMS', kms_key: kmsKeyArn }],
      });
    }
    const policies = Object.values(result.resources('aws_ecr_lifecycle_policy'));
    expect(policies).toHaveLength(2);
    expect(JSON.parse(String(policies[0]?.['policy'])).rules).toMatchObject([
      { selection: { tagStatus: 'untagged', countUnit: 'days', countNumber: 14 }, action: { type: 'expire' } },
    ]);
  });

  it("leaves the registry's replication alone without destinations", () => {
    expect(registry().resources('aws_ecr_replication_configuration')).toEqual({});
  });

  it('copies only repositories with the prefix to the destinations', () => {
    const result = registry(['us-west-2', 'eu-west-1']);
    expect(result.resource('aws_ecr_replication_configuration')['replication_configuration']).toEqual({
      rule: [
        {
          destination: [
            { region: 'us-west-2', registry_id: '111122223333' },
            { region: 'eu-west-1', registry_id: '111122223333' },
          ],
          repository_filter: [{ filter: 'chat/', filter_type: 'PREFIX_MATCH' }],
        },
      ],
    });
  });

  it('gives the URL of each repository by its name', () => {
    expect(registry().json['output']).toMatchObject({
      urls: {
        value: {
          'chat/trainer': expect.stringMatching(/^\$\{aws_ecr_repository\..*trainer.*\.repository_url\}$/),
          'chat/server': expect.stringMatching(/^\$\{aws_ecr_repository\..*server.*\.repository_url\}$/),
        },
      },
    });
  });

  itWithTerraform(
    'is accepted by Terraform',
    () => {
      expect(validateJson(registry(['us-west-2']).json)).toEqual([]);
    },
    60_000,
  );
});
