import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import type { TerraformStack } from './cdktf';

/**
 * Versions of hashicorp/aws that the output is written for. The bindings pin the one release that they were generated
 * from; Ninefold keeps to what both major versions accept.
 */
export const awsProviderVersions = '>= 5.100.0, < 7.0.0';

export interface AwsProviderProps {
  readonly region: string;
  /** Tags of every resource that can have some. */
  readonly tags: Readonly<Record<string, string>>;
  /** Name for `provider` arguments, in a stack that spans regions. Default: the stack's only provider. */
  readonly alias?: string;
}

/** Adds the AWS provider of one region to a stack. */
export function addAwsProvider(stack: TerraformStack, { region, tags, alias }: AwsProviderProps): AwsProvider {
  stack.addOverride('terraform.required_providers.aws.version', awsProviderVersions);
  return new AwsProvider(stack, alias ?? 'aws', {
    region,
    ...(alias !== undefined && { alias }),
    defaultTags: [{ tags: { ...tags } }],
  });
}
