import type { PlannedValues } from '../terraform/saved-plan';

/** How Terraform imports an object whose identifier follows from its configuration. */
interface NamedType {
  /** The id for `terraform import`; undefined as long as a part of it is not known. */
  readonly importId: (values: PlannedValues) => string | undefined;
  /**
   * What shows that an object with this name is the one that an earlier run made:
   * - `tags`: it has all the planned tags and no others
   * - `parent`: it is a part of an object that is in this state
   * - `values`: nothing that is planned differs
   */
  readonly proof: 'tags' | 'parent' | 'values';
}

/**
 * Types whose creation fails when the object exists. Source: hashicorp/aws 5.100, section "Import" of each type.
 */
export const namedTypes: Readonly<Record<string, NamedType>> = {
  aws_autoscaling_group: { importId: joined('', 'name'), proof: 'tags' },
  aws_budgets_budget: { importId: joined(':', 'account_id', 'name'), proof: 'tags' },
  aws_cloudwatch_log_group: { importId: joined('', 'name'), proof: 'tags' },
  aws_ecr_repository: { importId: joined('', 'name'), proof: 'tags' },
  aws_eks_access_entry: { importId: joined(':', 'cluster_name', 'principal_arn'), proof: 'tags' },
  aws_eks_access_policy_association: {
    importId: joined('#', 'cluster_name', 'principal_arn', 'policy_arn'),
    proof: 'parent',
  },
  aws_eks_addon: { importId: joined(':', 'cluster_name', 'addon_name'), proof: 'tags' },
  aws_eks_cluster: { importId: joined('', 'name'), proof: 'tags' },
  aws_iam_instance_profile: { importId: joined('', 'name'), proof: 'tags' },
  aws_iam_role: { importId: joined('', 'name'), proof: 'tags' },
  aws_kms_alias: { importId: joined('', 'name'), proof: 'values' },
  aws_placement_group: { importId: joined('', 'name'), proof: 'tags' },
  aws_route: { importId: routeId, proof: 'parent' },
  aws_route53_record: { importId: recordId, proof: 'values' },
  aws_route_table_association: { importId: joined('/', 'subnet_id', 'route_table_id'), proof: 'parent' },
  aws_s3_bucket: { importId: joined('', 'bucket'), proof: 'tags' },
};

/** Types that get their tags by a second call: without any tags, an object can be half made. */
export const taggedLater: readonly string[] = ['aws_s3_bucket'];

/**
 * Types whose creation sets something, so that doing it again leads to the same: the API call behind it is named Put or
 * Attach, or returns what is there already (sns:Subscribe). Releases are installed with `upgrade_install`.
 * Source: the API references of the services; hashicorp/helm 3.1, helm_release.
 */
export const repeatableTypes: readonly string[] = [
  'aws_acm_certificate_validation',
  'aws_autoscaling_group_tag',
  'aws_autoscaling_schedule',
  'aws_cloudwatch_event_rule',
  'aws_cloudwatch_event_target',
  'aws_cloudwatch_metric_alarm',
  'aws_default_security_group',
  'aws_ecr_lifecycle_policy',
  'aws_ecr_replication_configuration',
  'aws_iam_role_policy',
  'aws_iam_role_policy_attachment',
  'aws_s3_bucket_lifecycle_configuration',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_notification',
  'aws_s3_bucket_ownership_controls',
  'aws_s3_bucket_policy',
  'aws_s3_bucket_public_access_block',
  'aws_s3_bucket_replication_configuration',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_versioning',
  'aws_sns_topic_policy',
  'aws_sns_topic_subscription',
  'aws_sqs_queue_policy',
  'helm_release',
];

function joined(separator: string, ...names: readonly string[]): NamedType['importId'] {
  return (values) => {
    const parts = names.flatMap((name) => textAt(values, name) ?? []);
    return parts.length === names.length ? parts.join(separator) : undefined;
  };
}

function routeId(values: PlannedValues): string | undefined {
  const destination = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'].find(
    (name) => textAt(values, name) !== undefined,
  );
  return destination && joined('_', 'route_table_id', destination)(values);
}

function recordId(values: PlannedValues): string | undefined {
  if (!('set_identifier' in values)) return undefined;
  const base = joined('_', 'zone_id', 'name', 'type')(values);
  const set = textAt(values, 'set_identifier');
  return base === undefined || set === undefined ? base : `${base}_${set}`;
}

function textAt(values: PlannedValues, name: string): string | undefined {
  const value = values[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
