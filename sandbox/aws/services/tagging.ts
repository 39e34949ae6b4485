import { blocksOf, textOf, textsAt } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { globalControlPlane } from '../account';
import type { Aws, DataModel, ResourceModel } from '../resource-model';
import { tagsOf } from '../tags';

/** Types with tags that the Resource Groups Tagging API does not tell about. */
const untold = ['aws_iam_role', 'aws_iam_instance_profile', 'aws_iam_policy'];

/**
 * What the Resource Groups Tagging API knows. Objects of services without regions are told about in one region only.
 * Source: Resource Groups Tagging API Reference, "GetResources" and "Services that support the Resource Groups Tagging
 * API"; 2026-11.
 */
export function taggingData(models: Readonly<Record<string, ResourceModel>>): Readonly<Record<string, DataModel>> {
  const typesIn = (region: string) =>
    Object.entries(models).flatMap(([type, { scope }]) =>
      untold.includes(type) || (scope === 'global' && region !== globalControlPlane) ? [] : [type],
    );
  return {
    aws_resourcegroupstaggingapi_resources: (config, aws) => ({
      id: aws.account,
      resource_tag_mapping_list: typesIn(aws.region)
        .flatMap((type) => aws.list(type).flatMap((values) => told(type, values, aws)))
        .filter(({ tags }) => blocksOf(config, 'tag_filter').every((filter) => passes(tags, filter))),
    }),
  };
}

function told(
  type: string,
  values: Values,
  aws: Aws,
): { resource_arn: string; tags: Values; compliance_details: [] }[] {
  const tags = tagsOf(values);
  const arn = arnOf(type, values, aws);
  if (arn === undefined || Object.keys(tags).length === 0) return [];
  return [{ resource_arn: arn, tags, compliance_details: [] }];
}

/** The provider has no ARN of NAT gateways, the API has; and it gives the one of associations a longer name. */
function arnOf(type: string, values: Values, aws: Aws): string | undefined {
  if (type === 'aws_nat_gateway') return aws.arn('ec2', `natgateway/${textOf(values, 'id')}`);
  return textOf(values, 'arn') ?? textOf(values, 'association_arn');
}

function passes(tags: Values, filter: Values): boolean {
  const value = tags[textOf(filter, 'key') ?? ''];
  const wanted = textsAt(filter, 'values');
  return typeof value === 'string' && (wanted.length === 0 || wanted.includes(value));
}
