import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { providerVersions } from '../../catalog/providers';
import type { TerraformStack } from './cdktf';

/** Inputs of {@link addAwsProvider}. */
export interface AwsProviderProps {
  /** Region of what it makes, such as `us-east-1`. */
  readonly region: string;
  /** Tags of every resource that can have some. */
  readonly tags: Readonly<Record<string, string>>;
  /** Name for `provider` arguments, in a stack that spans regions. @default the stack's only provider */
  readonly alias?: string;
}

/** Adds the AWS provider of one region to a stack. */
export function addAwsProvider(stack: TerraformStack, { region, tags, alias }: AwsProviderProps): AwsProvider {
  stack.addOverride('terraform.required_providers.aws.version', providerVersions.aws);
  return new AwsProvider(stack, alias ?? 'aws', {
    region,
    ...(alias !== undefined && { alias }),
    defaultTags: [{ tags: { ...tags } }],
  });
}
