import type { EmulatedStack } from '../support/emulator';

/** Types that moto 5.2 cannot serve, and why. They are left out of the stacks, with everything that refers to them. */
export const leftOut: Readonly<Record<string, string>> = {
  aws_budgets_budget: 'moto cannot list the tags of budgets, which the provider does after it has made one',
  aws_eks_addon_version: 'moto answers DescribeAddonVersions with 404',
  aws_eks_addon: 'moto has no add-ons',
  aws_eks_access_entry: 'moto has no access entries',
  aws_eks_access_policy_association: 'moto has no access entries',
  aws_eks_pod_identity_association: 'moto has no pod identities',
  aws_autoscaling_group_tag: 'the Auto Scaling groups of node groups are names without groups: KeyError, HTTP 500',
  aws_autoscaling_schedule: 'the Auto Scaling groups of node groups are names without groups',
  aws_fsx_data_repository_association: 'moto has no data repository associations',
  aws_fsx_lustre_file_system: 'moto gives file systems no life cycle, and the provider waits for AVAILABLE',
  aws_s3_bucket_logging: 'hashicorp/aws 5.100 crashes on what moto answers to GetBucketLogging',
};

/** Whether moto cannot serve a resource, for its type or because it gives clusters no security group. */
export function isLeftOut(type: string, body: object): boolean {
  const needsClusterGroup = JSON.stringify(body).includes('cluster_security_group_id');
  return type in leftOut || (needsClusterGroup && type.startsWith('aws_vpc_security_group_'));
}

/** What moto stores in part only, so that Terraform finds something left to do right after the apply. */
const forgotten: Readonly<Record<string, string>> = {
  aws_eks_cluster: 'the access configuration, support type, zonal shift and security group',
  aws_iam_role_policy: 'nothing, but one names the ARN of the cluster, which Terraform wants to replace for the above',
  aws_eks_node_group: 'the repair and update configurations; it makes up an SSH key',
  aws_launch_template: 'that tags of the template itself are not part of its content',
  aws_route53_health_check: 'what becomes of checks by alarm without data; it makes up an interval, too',
  aws_s3_bucket_notification: 'EventBridge',
  aws_s3_bucket_replication_configuration: 'encryption, metrics and time of the copies',
  aws_vpc_security_group_egress_rule: 'descriptions of rules that name a security group',
  aws_vpc_security_group_ingress_rule: 'descriptions of rules that name a security group',
};

/** Changes that Terraform still plans and that no weakness of moto explains. */
export async function unexplainedChanges(stack: EmulatedStack): Promise<string[]> {
  const changes = await stack.plannedChanges();
  return changes.filter((change) => !((change.split('.')[0] ?? '') in forgotten));
}
