import type { Dated } from '../table';
import type { ChangeKind } from './force-new';

export const consequencesAsOf: Dated = {
  asOf: '2026-11-01',
  source:
    'Documentation of hashicorp/aws 5.100 for each resource; Amazon EKS User Guide, "Update existing cluster to new Kubernetes version" and "Update a managed node group"; Amazon FSx for Lustre User Guide, "Managing provisioned throughput capacity"; AWS KMS Developer Guide, "Delete an AWS KMS key"; Amazon SNS Developer Guide, "Encrypting data at rest with server-side encryption"; Amazon S3 User Guide, "Expiring objects"; Amazon CloudWatch Logs API Reference, PutRetentionPolicy; Amazon Route 53 Developer Guide, "Choosing between alias and non-alias records"',
};

/** What the loss of a resource takes from those who use it. */
interface Loss {
  readonly impact: 'replace' | 'downtime' | 'data-loss';
  /** Completes "It goes, and …". */
  readonly reason: string;
  readonly action: string;
  /** Whether the new one being there before the old one goes makes the loss a mere replacement. */
  readonly softened?: true;
}

const data = (what: string, action: string): Loss => ({ impact: 'data-loss', reason: `${what} go with it`, action });
const service = (reason: string, action: string): Loss => ({ impact: 'downtime', reason, action, softened: true });

/** Types whose loss hurts; that of any other is a replacement without an interruption worth mentioning. */
export const losses: Readonly<Record<string, Loss>> = {
  aws_s3_bucket: data(
    'the objects in the bucket',
    'copy the objects elsewhere first; AWS refuses while the bucket is not empty',
  ),
  aws_ecr_repository: data('the images in the repository', 'push the images to another repository first'),
  aws_fsx_lustre_file_system: data(
    'files that the data repository association has not exported to S3',
    'export the files to S3 and stop the jobs first',
  ),
  aws_kms_key: {
    impact: 'data-loss',
    reason: 'everything that is encrypted with the key becomes unreadable when its deletion takes effect',
    action:
      'encrypt the data with another key first; within the waiting period `aws kms cancel-key-deletion` brings the key back',
  },
  aws_cloudwatch_log_group: data('its log events', 'export the log events to S3 if somebody needs them'),
  aws_eks_cluster: {
    impact: 'downtime',
    reason: 'everything that runs in the cluster stops',
    action: 'drain the region in DNS, or build a second region before',
  },
  aws_eks_node_group: service(
    'the pods of its nodes are evicted; jobs go on from their last checkpoint',
    'wait for running jobs, and see that other nodes can take the pods',
  ),
  aws_autoscaling_group: service('its nodes are terminated', 'wait for running jobs'),
  aws_lb: service('the region has no address without it', 'drain the region in DNS first'),
  aws_lb_listener: service('connections to its port are refused without it', 'drain the region in DNS first'),
  aws_lb_target_group: service('requests reach no pod without it', 'drain the region in DNS first'),
  aws_nat_gateway: service(
    'nodes that use it cannot reach the internet without it',
    'do it outside of image pulls and downloads',
  ),
  aws_eip: service('the address that others may have allowed is given back', 'tell those who filter by address'),
  aws_subnet: service('nodes and load balancers of the subnet go with it', 'drain the region in DNS first'),
  aws_vpc: service(
    'everything in the network goes with it',
    'build the new network as another region, then drop this one',
  ),
  aws_internet_gateway: service('the network has no way to the internet without it', 'drain the region in DNS first'),
  aws_route: service('its destination cannot be reached without it', 'drain the region in DNS first'),
  aws_route53_record: service(
    'the name does not resolve without it',
    'do it when few people ask; resolvers remember that it was missing',
  ),
  aws_iam_role: service(
    'pods and nodes lose the permissions that it gives',
    'expect errors of AWS calls for some minutes',
  ),
  aws_eks_pod_identity_association: service(
    'new pods get no credentials without it',
    'do not restart pods in these minutes',
  ),
  aws_vpc_endpoint: service(
    'calls to the service fail or take the NAT gateway without it',
    'expect errors for some minutes',
  ),
  helm_release: service('its Kubernetes objects are deleted', 'drain the region in DNS first'),
};

/** Types that pass on what they get and keep none of it, so that the loss of their key loses nothing. */
export const messageTypes: ReadonlySet<string> = new Set(['aws_sns_topic']);

/** What a change in place does beyond itself. */
interface InPlaceEffect {
  readonly path: string;
  readonly when: ChangeKind;
  /** Only for objects that have this block. */
  readonly among?: string;
  readonly impact: 'rolling' | 'downtime' | 'data-loss' | 'blocked';
  readonly reason: string;
  readonly action: string;
}

const newNodes = {
  impact: 'rolling',
  reason: 'EKS replaces the nodes of the group one after the other',
  action: 'expect pods to restart; a job goes on from its last checkpoint',
} as const;

/** Source: Amazon Route 53 API Reference, ChangeResourceRecordSets, "InvalidChangeBatch". */
const otherRouting = (path: string): InPlaceEffect => ({
  path,
  when: 'is-removed',
  impact: 'blocked',
  reason: 'Route 53 refuses records of one name with different routing policies, and Terraform changes them one by one',
  action:
    "delete the records first: `ninefold destroy --stack '*-failover'`, then deploy; meanwhile the name does not resolve",
});

/** Source: Amazon Route 53 Developer Guide, "Values specific for weighted records", TTL; the same answer of the service. */
const otherTtl: InPlaceEffect = {
  path: 'ttl',
  when: 'changes',
  among: 'weighted_routing_policy',
  impact: 'blocked',
  reason: 'Route 53 refuses weighted records of one name with different TTLs, and Terraform changes them one by one',
  action:
    'give all records of the name the new TTL in one batch first, by `aws route53 change-resource-record-sets`; then deploy',
};

export const inPlaceEffects: Readonly<Record<string, readonly InPlaceEffect[]>> = {
  aws_eks_node_group: [
    {
      path: 'scaling_config.min_size',
      when: 'increases',
      impact: 'blocked',
      reason:
        'EKS refuses a minimum above the number of nodes that the group has at the time, which its autoscaler sets',
      action:
        'bring the group to as many nodes first: `aws eks update-nodegroup-config --scaling-config desiredSize=…`; it is fine where it has them already',
    },
    { path: 'version', when: 'changes', ...newNodes },
    { path: 'release_version', when: 'changes', ...newNodes },
    { path: 'launch_template.version', when: 'changes', ...newNodes },
    {
      path: 'scaling_config.max_size',
      when: 'decreases',
      impact: 'rolling',
      reason: 'nodes above the new maximum are drained',
      action: 'see that the remaining nodes can take the pods',
    },
  ],
  aws_route53_record: [
    ...['weighted_routing_policy', 'latency_routing_policy', 'failover_routing_policy'].map(otherRouting),
    otherTtl,
  ],
  aws_eks_addon: [
    {
      path: 'addon_version',
      when: 'changes',
      impact: 'rolling',
      reason: 'the pods of the add-on restart node by node',
      action: 'nothing',
    },
  ],
  aws_eks_cluster: [
    {
      path: 'version',
      when: 'decreases',
      impact: 'blocked',
      reason: 'EKS takes no cluster back to an earlier version',
      action: 'keep the version, or build the cluster as another region or environment',
    },
    {
      path: 'version',
      when: 'changes',
      impact: 'rolling',
      reason: 'EKS upgrades the control plane, and never back',
      action: 'read the release notes for removed APIs; upgrade one region after the other',
    },
  ],
  aws_fsx_lustre_file_system: [
    {
      path: 'per_unit_storage_throughput',
      when: 'changes',
      impact: 'downtime',
      reason: 'the file system is not available for some minutes',
      action: 'do it between jobs',
    },
  ],
  aws_s3_bucket_lifecycle_configuration: [
    {
      path: 'rule.expiration.days',
      when: 'decreases',
      impact: 'data-loss',
      reason: 'S3 deletes objects that are older than the new period',
      action: 'copy what has to stay before',
    },
    {
      path: 'rule.noncurrent_version_expiration.noncurrent_days',
      when: 'decreases',
      impact: 'data-loss',
      reason: 'S3 deletes old versions sooner',
      action: 'copy what has to stay before',
    },
  ],
  aws_cloudwatch_log_group: [
    {
      path: 'retention_in_days',
      when: 'decreases',
      impact: 'data-loss',
      reason: 'log events that are older than the new period are deleted',
      action: 'export what has to stay before',
    },
  ],
};

/** Names of which AWS lets only one object be, by the attribute that holds them. */
export const uniqueNames: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: 'name',
  aws_eks_cluster: 'name',
  aws_iam_role: 'name',
  aws_lb: 'name',
  aws_lb_target_group: 'name',
  aws_s3_bucket: 'bucket',
  aws_sqs_queue: 'name',
};

/**
 * Objects that AWS does not delete while others are in them, which stacks that come later hold: what they are in is replaced
 * before they are. Source: Amazon VPC User Guide, "Delete your VPC" and "Delete a subnet".
 */
export const occupied: ReadonlySet<string> = new Set(['aws_vpc', 'aws_subnet']);

/** Switches that make AWS refuse the deletion of an object, until an update turns them off. */
export const protections: Readonly<Record<string, string>> = {
  aws_eks_cluster: 'deletion_protection',
  aws_lb: 'enable_deletion_protection',
};
