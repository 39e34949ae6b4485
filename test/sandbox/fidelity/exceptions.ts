import type { Values } from '../../../sandbox/protocol/value';

/** Something in which the simulated provider and the real one differ. */
export interface Difference {
  /** Type and path: `aws_vpc.instance_tenancy`. */
  readonly subject: string;
  readonly what: string;
}

/** What else has to be set, or left out, for a value of an attribute to be possible. */
export const companions: Readonly<Record<string, Values>> = {
  'aws_cloudwatch_metric_alarm.extended_statistic': { statistic: null },
  'aws_fsx_lustre_file_system.deployment_type': { metadata_configuration: [] },
  'aws_fsx_lustre_file_system.metadata_configuration.iops': {
    metadata_configuration: [{ mode: 'USER_PROVISIONED' }],
  },
  'aws_lb_listener.default_action.forward.target_group.arn': { default_action: [{ type: 'forward' }] },
  'aws_lb_target_group.protocol_version': { protocol: 'HTTP' },
  'aws_nat_gateway.connectivity_type': { allocation_id: null },
  'aws_nat_gateway.secondary_private_ip_address_count': { connectivity_type: 'private', allocation_id: null },
  'aws_placement_group.partition_count': { strategy: 'partition' },
  'aws_placement_group.spread_level': { strategy: 'spread' },
  'aws_sns_topic.archive_policy': { fifo_topic: true, name: 'alpha.fifo' },
  'aws_sns_topic.content_based_deduplication': { fifo_topic: true, name: 'alpha.fifo' },
  'aws_sns_topic.fifo_throughput_scope': { fifo_topic: true, name: 'alpha.fifo' },
  'aws_sns_topic.fifo_topic': { name: null },
  'aws_sns_topic_subscription.filter_policy_scope': { filter_policy: '{}' },
  'aws_sqs_queue.content_based_deduplication': { fifo_queue: true, name: 'alpha.fifo' },
  'aws_sqs_queue.fifo_queue': { name: null },
};

/** What cannot be asked about by changing one value, and why. */
export const notAsked: Readonly<Record<string, string>> = {
  'aws_eks_cluster.compute_config.enabled': 'changes together with load balancing and storage only',
  'aws_eks_cluster.kubernetes_network_config.elastic_load_balancing.enabled': 'changes together with compute only',
  'aws_eks_cluster.storage_config.block_storage.enabled': 'changes together with compute only',
  'aws_route53_health_check.regions': 'counts its elements, three at least, before it looks at them',
};

/** Changes that replace an object of the real provider and not of the simulated one, and why. */
export const replacedThereOnly: Readonly<Record<string, string>> = {
  'aws_eks_cluster.remote_network_config.remote_node_networks.cidrs': 'version 6 of the provider changes it in place',
  'aws_eks_cluster.remote_network_config.remote_pod_networks.cidrs': 'version 6 of the provider changes it in place',
};

/** Values that version 5.100 of the provider refuses and the simulated version accepts. */
export const newerValues: Readonly<Record<string, readonly string[]>> = {
  'aws_ecr_repository.image_tag_mutability': ['IMMUTABLE_WITH_EXCLUSION', 'MUTABLE_WITH_EXCLUSION'],
  'aws_eks_node_group.ami_type': [
    'BOTTLEROCKET_ARM_64_NVIDIA_FIPS',
    'BOTTLEROCKET_x86_64_NVIDIA_FIPS',
    'WINDOWS_CORE_2025_x86_64',
    'WINDOWS_FULL_2025_x86_64',
  ],
  'aws_kms_key.customer_master_key_spec': ['ECC_NIST_EDWARDS25519', 'ML_DSA_44', 'ML_DSA_65', 'ML_DSA_87'],
  'aws_launch_template.block_device_mappings.ebs.throughput': ['2000'],
  'aws_lb_target_group.protocol': ['QUIC', 'TCP_QUIC'],
  'aws_route53_health_check.cloudwatch_alarm_region': ['ap-southeast-6'],
  'aws_route53_record.latency_routing_policy.region': ['ap-southeast-6'],
  'aws_s3_bucket_replication_configuration.rule.destination.storage_class': ['FSX_ONTAP', 'FSX_OPENZFS'],
  'aws_sqs_queue.max_message_size': ['1048576'],
};

/** What only the service refuses, with its error; the simulated provider does so before anything is planned. */
export const refusedByService: Readonly<Record<string, string>> = {
  'aws_autoscaling_group.health_check_type': 'ValidationError',
  'aws_autoscaling_group.service_linked_role_arn': 'ValidationError',
  'aws_autoscaling_group_tag.tag.key': 'ValidationError',
  'aws_autoscaling_schedule.scheduled_action_name': 'ValidationError',
  'aws_budgets_budget.name': 'InvalidParameterException',
  'aws_eks_addon.addon_name': 'InvalidParameterException',
  'aws_eks_pod_identity_association.cluster_name': 'InvalidParameterException',
  'aws_iam_policy.description': 'ValidationError',
  'aws_s3_bucket_lifecycle_configuration.rule.noncurrent_version_transition.storage_class': 'MalformedXML',
  'aws_s3_bucket_lifecycle_configuration.rule.transition.storage_class': 'MalformedXML',
  'aws_s3_bucket_lifecycle_configuration.transition_default_minimum_object_size': 'InvalidArgument',
  'aws_s3_bucket_notification.lambda_function.lambda_function_arn': 'InvalidArgument',
  'aws_s3_bucket_notification.queue.queue_arn': 'InvalidArgument',
  'aws_s3_bucket_notification.topic.topic_arn': 'InvalidArgument',
};
