import type { Impact } from '../../../review/diff/impact';
import { baseSpec, type Spec } from '../../support/spec';

/** A change of a spec, and what a reviewer has to be told about it. */
export interface Pair {
  /** What somebody does. */
  readonly what: string;
  /** Makes the base different from the common one. */
  readonly from?: (spec: Spec) => void;
  readonly change: (spec: Spec) => void;
  /** The worst of all. */
  readonly impact: Impact;
  /** Start of the reason of the first of `order`. */
  readonly reason: string;
  /** Headlines that have to be there, in this order: `<impact> <subject>`. */
  readonly order: readonly string[];
}

/** Two regions, a pool of each kind, a service, a job and a public name: every kind of stack, and not more. */
export function pairBase(): Spec {
  const spec = baseSpec();
  spec.regions = spec.regions.slice(0, 2);
  spec.inference = spec.inference.slice(0, 1);
  spec.budget = { monthly: 500000 };
  return spec;
}

/** The job on Spot nodes, in a third region as well, so that a queue has a choice of where to send it. */
function elsewhere(spec: Spec): void {
  spec.regions.push({ name: 'eu-west-1', role: 'standby', cidr: '10.30.0.0/16' });
  spec.pools.push({ name: 'tune', instanceTypes: ['g6.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 4 } });
  Object.assign(spec.training[0], { pool: 'tune', queue: 'research', nodes: 1, tuner: 'lora' });
}

export function baseOf({ from }: Pair): Spec {
  const spec = pairBase();
  from?.(spec);
  return spec;
}

export function changedOf(pair: Pair): Spec {
  const spec = baseOf(pair);
  pair.change(spec);
  return spec;
}

export const pairs: readonly Pair[] = [
  {
    what: 'raises the gate of an evaluation that deployments start',
    from: (s) => {
      s.evaluation = [
        { name: 'scores', service: 'chat', benchmarks: ['gsm8k'], gate: { gsm8k: 0.5 }, run: 'on-deploy' },
      ];
    },
    change: (s) => {
      s.evaluation[0].gate.gsm8k = 0.6;
    },
    impact: 'replace',
    reason: '',
    order: ['replace us-east-1: Job training/scores', 'in-place evaluation[scores].gate.gsm8k'],
  },
  {
    what: 'drops the primary region',
    change: (s) => {
      s.regions = s.regions.slice(1);
      s.pools[1].regions = ['us-west-2'];
      s.pools[1].capacity.zone = 'usw2-az2';
      s.storage.lustre.regions = ['us-west-2'];
    },
    impact: 'blocked',
    reason: 'it is the primary region, in which the global stack has its objects',
    order: ['blocked regions[us-east-1]', 'blocked prod-global', 'blocked prod-us-east-1-cluster'],
  },
  {
    what: 'makes another region the primary',
    change: (s) => {
      s.regions[0].role = 'standby';
    },
    impact: 'blocked',
    reason: 'the primary region would move from us-east-1 to us-west-2, and the global stack with it',
    order: ['blocked regions[us-east-1].role', 'blocked prod-global', 'blocked prod-replication'],
  },
  {
    what: 'swaps the order of the regions',
    change: (s) => {
      s.regions.reverse();
    },
    impact: 'blocked',
    reason:
      'its provider moves from us-east-1 to us-west-2, where Terraform finds none of the 10 objects in its state and',
    order: [
      'blocked prod-global',
      'blocked prod-replication',
      'data-loss prod-us-west-2-cluster: aws_ecr_repository.images_repository-chat-prod--ms-swift and 1 more',
    ],
  },
  {
    what: 'drops a region of production',
    from: (s) => {
      s.regions.push({ name: 'eu-west-1', role: 'standby', cidr: '10.30.0.0/16' });
    },
    change: (s) => {
      s.regions.pop();
    },
    impact: 'blocked',
    reason: 'the stack is gone from the spec, and it keeps data; it stays deployed, and costs, until it is pruned;',
    order: ['blocked prod-eu-west-1-cluster', 'data-loss regions[eu-west-1]', 'data-loss prod-eu-west-1-network'],
  },
  {
    what: 'drops a region in development',
    from: (s) => {
      s.environment = 'dev';
      s.regions.push({ name: 'eu-west-1', role: 'standby', cidr: '10.30.0.0/16' });
    },
    change: (s) => {
      s.regions.pop();
    },
    impact: 'data-loss',
    reason: 'the region goes with its cluster, buckets and file system',
    order: ['data-loss regions[eu-west-1]', 'data-loss dev-eu-west-1-network', 'data-loss dev-eu-west-1-cluster'],
  },
  {
    what: 'adds a region',
    change: (s) => {
      s.regions.push({ name: 'eu-west-1', role: 'standby', cidr: '10.30.0.0/16' });
    },
    impact: 'in-place',
    reason: 'Terraform changes it in place',
    order: [
      'in-place prod-global: aws_ecr_replication_configuration.images_replication',
      'in-place prod-replication: aws_iam_role_policy.us-east-1-checkpoints_policy and 1 more',
      'in-place prod-replication: aws_s3_bucket_replication_configuration.us-east-1-checkpoints_configuration and 1 more',
    ],
  },
  {
    what: 'gives a region another range',
    change: (s) => {
      s.regions[1].cidr = '10.50.0.0/16';
    },
    impact: 'blocked',
    reason: 'a change of cidr_block replaces it, and AWS deletes nothing of a network while a cluster is in it',
    order: ['blocked prod-us-west-2-network: aws_vpc.network_vpc', 'replace regions[us-west-2].cidr'],
  },
  {
    what: 'makes the second region a standby',
    change: (s) => {
      s.regions[1].role = 'standby';
    },
    impact: 'blocked',
    reason: 'Route 53 refuses records of one name with different routing policies',
    order: [
      'blocked prod-failover: aws_route53_record.records_chatexamplecom-us-east-1 and 1 more',
      'in-place regions[us-west-2].role',
    ],
  },
  {
    what: 'gives a region more of the traffic',
    change: (s) => {
      s.regions[1].weight = 200;
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place regions[us-west-2].weight',
      'in-place prod-failover: aws_route53_record.records_chatexamplecom-us-west-2',
    ],
  },
  {
    what: 'names the zones of a region',
    change: (s) => {
      s.regions[1].zones = ['usw2-az1', 'usw2-az2', 'usw2-az4'];
    },
    impact: 'blocked',
    reason: 'it is deleted, and AWS deletes nothing of a network while a cluster is in it',
    order: [
      'blocked prod-us-west-2-network: aws_subnet.network_usw2-az3_control-plane and 2 more',
      'blocked prod-us-west-2-cluster: aws_lb.endpoint_load-balancer',
      'downtime prod-us-west-2-network: aws_eip.network_nat-usw2-az3_address',
      'downtime prod-us-west-2-network: aws_nat_gateway.network_nat-usw2-az3_gateway',
    ],
  },
  {
    what: 'shares one NAT gateway',
    change: (s) => {
      s.network = { nat: 'single' };
    },
    impact: 'downtime',
    reason: 'it is deleted, and the address that others may have allowed is given back',
    order: [
      'downtime prod-us-east-1-network: aws_eip.network_nat-use1-az2_address and 1 more',
      'downtime prod-us-east-1-network: aws_nat_gateway.network_nat-use1-az2_gateway and 1 more',
      'downtime prod-us-west-2-network: aws_eip.network_nat-usw2-az2_address and 1 more',
    ],
  },
  {
    what: 'drops the interface endpoints',
    change: (s) => {
      s.network = { interfaceEndpoints: false };
    },
    impact: 'downtime',
    reason: 'it is deleted, and calls to the service fail or take the NAT gateway without it',
    order: [
      'downtime prod-us-east-1-network: aws_vpc_endpoint.network_endpoints_interface-autoscaling and 8 more',
      'downtime prod-us-west-2-network: aws_vpc_endpoint.network_endpoints_interface-autoscaling and 8 more',
      'in-place network.interfaceEndpoints',
    ],
  },
  {
    what: 'keeps flow logs for a shorter time',
    change: (s) => {
      s.network = { flowLogRetention: '90d' };
    },
    impact: 'data-loss',
    reason: 'log events that are older than the new period are deleted',
    order: [
      'data-loss prod-us-east-1-network: aws_cloudwatch_log_group.network_flow-logs_log-group',
      'data-loss prod-us-west-2-network: aws_cloudwatch_log_group.network_flow-logs_log-group',
      'in-place network.flowLogRetention',
    ],
  },
  {
    what: 'keeps flow logs longer',
    from: (s) => {
      s.network = { flowLogRetention: '90d' };
    },
    change: (s) => {
      s.network = { flowLogRetention: '365d' };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place network.flowLogRetention',
      'in-place prod-us-east-1-network: aws_cloudwatch_log_group.network_flow-logs_log-group',
      'in-place prod-us-west-2-network: aws_cloudwatch_log_group.network_flow-logs_log-group',
    ],
  },
  {
    what: 'upgrades Kubernetes',
    from: (s) => {
      s.cluster.version = '1.34';
    },
    change: (s) => {
      s.cluster.version = '1.35';
    },
    impact: 'rolling',
    reason: 'nodes or replicas are replaced one after the other',
    order: [
      'rolling cluster.version',
      'rolling prod-us-east-1-cluster: aws_eks_addon.addons_aws-ebs-csi-driver and 7 more',
      'rolling prod-us-east-1-cluster: aws_eks_cluster.cluster',
    ],
  },
  {
    what: 'extends the support of Kubernetes',
    change: (s) => {
      s.cluster.support = 'extended';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.support',
      'in-place prod-us-east-1-cluster: aws_eks_cluster.cluster',
      'in-place prod-us-west-2-cluster: aws_eks_cluster.cluster',
    ],
  },
  {
    what: 'opens the API to an office',
    change: (s) => {
      s.cluster.access.publicCidrs = ['8.8.8.0/24'];
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.access.publicCidrs',
      'in-place prod-us-east-1-cluster: aws_eks_cluster.cluster',
      'in-place prod-us-west-2-cluster: aws_eks_cluster.cluster',
    ],
  },
  {
    what: 'adds an administrator',
    change: (s) => {
      s.cluster.access.admins.push('arn:aws:iam::111122223333:role/oncall');
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.access.admins',
      'none prod-us-east-1-cluster: aws_eks_access_entry.cluster_access-287f7c66',
      'none prod-us-east-1-cluster: aws_eks_access_policy_association.cluster_access-287f7c66-policy',
    ],
  },
  {
    what: 'drops an administrator',
    from: (s) => {
      s.cluster.access.admins.push('arn:aws:iam::111122223333:role/oncall');
    },
    change: (s) => {
      s.cluster.access.admins.pop();
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.access.admins',
      'in-place prod-us-east-1-cluster: aws_eks_access_entry.cluster_access-287f7c66',
      'in-place prod-us-east-1-cluster: aws_eks_access_policy_association.cluster_access-287f7c66-policy',
    ],
  },
  {
    what: 'adds a viewer',
    change: (s) => {
      s.cluster.access.viewers = ['arn:aws:iam::111122223333:role/audit'];
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.access.viewers',
      'none prod-us-east-1-cluster: aws_eks_access_entry.cluster_access-5525763a',
      'none prod-us-east-1-cluster: aws_eks_access_policy_association.cluster_access-5525763a-policy',
    ],
  },
  {
    what: 'moves the addresses of services',
    change: (s) => {
      s.cluster.serviceCidr = '172.21.0.0/16';
    },
    impact: 'blocked',
    reason: 'it would be replaced, and its configuration forbids to destroy it; 9 others follow',
    order: [
      'blocked prod-us-east-1-cluster: aws_eks_cluster.cluster',
      'blocked prod-us-west-2-cluster: aws_eks_cluster.cluster',
      'replace cluster.serviceCidr',
    ],
  },
  {
    what: 'moves the addresses of services, unprotected',
    from: (s) => {
      s.environment = 'dev';
    },
    change: (s) => {
      s.cluster.serviceCidr = '172.21.0.0/16';
    },
    impact: 'blocked',
    // Node groups are made before they are deleted, and so is the cluster that they depend on.
    reason: 'a change of kubernetes_network_config.service_ipv4_cidr replaces it, and what depends on it needs the new',
    order: [
      'blocked dev-us-east-1-cluster: aws_eks_cluster.cluster',
      'blocked dev-us-west-2-cluster: aws_eks_cluster.cluster',
      'replace cluster.serviceCidr',
    ],
  },
  {
    what: 'takes off the protection',
    change: (s) => {
      s.cluster.deletionProtection = false;
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.deletionProtection',
      'in-place prod-us-east-1-cluster: aws_lb.endpoint_load-balancer',
      'in-place prod-us-east-1-cluster: aws_s3_bucket.access-logs_bucket',
    ],
  },
  {
    what: 'keeps cluster logs for a shorter time',
    change: (s) => {
      s.cluster.logRetention = '90d';
    },
    impact: 'data-loss',
    reason: 'log events that are older than the new period are deleted',
    order: [
      'data-loss prod-us-east-1-cluster: aws_cloudwatch_log_group.cluster_logs and 1 more',
      'data-loss prod-us-west-2-cluster: aws_cloudwatch_log_group.cluster_logs and 1 more',
      'in-place cluster.logRetention',
    ],
  },
  {
    what: 'gives system nodes another type',
    change: (s) => {
      s.cluster.systemPool = { instanceTypes: ['m7i.2xlarge'] };
    },
    impact: 'replace',
    reason: 'a change of instance_types replaces it; the new one is there before the old one goes',
    order: [
      'replace prod-us-east-1-cluster: aws_eks_node_group.system-pool_node-group',
      'replace prod-us-west-2-cluster: aws_eks_node_group.system-pool_node-group',
      'rolling cluster.systemPool.instanceTypes',
    ],
  },
  {
    what: 'allows more system nodes',
    change: (s) => {
      s.cluster.systemPool = { nodes: { min: 3, max: 9 } };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place cluster.systemPool.nodes.max',
      'in-place prod-us-east-1-cluster: aws_eks_node_group.system-pool_node-group',
      'in-place prod-us-west-2-cluster: aws_eks_node_group.system-pool_node-group',
    ],
  },
  {
    what: 'allows more nodes',
    change: (s) => {
      s.pools[0].nodes.max = 16;
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place pools[serve].nodes.max',
      'in-place prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'in-place prod-us-east-1-platform: helm_release.platform_foundation_release',
    ],
  },
  {
    what: 'allows fewer nodes',
    change: (s) => {
      s.pools[0].nodes.max = 8;
      s.inference[0].replicas.max = 8;
    },
    impact: 'rolling',
    reason: 'nodes above the new maximum are drained',
    order: [
      'rolling prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'rolling prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
      'in-place inference[chat].replicas.max',
    ],
  },
  {
    what: 'keeps more nodes running',
    change: (s) => {
      s.pools[0].nodes.min = 4;
    },
    impact: 'blocked',
    reason: 'EKS refuses a minimum above the number of nodes that the group has at the time',
    order: [
      'blocked prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'blocked prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
      'in-place pools[serve].nodes.min',
    ],
  },
  {
    what: 'goes back to an earlier Kubernetes',
    change: (s) => {
      s.cluster.version = '1.34';
    },
    impact: 'blocked',
    reason: 'EKS takes no cluster back to an earlier version',
    order: ['blocked prod-us-east-1-cluster: aws_eks_cluster.cluster', 'rolling cluster.version'],
  },
  {
    what: 'gives a pool another instance type',
    change: (s) => {
      s.pools[0].instanceTypes = ['g5.24xlarge'];
    },
    impact: 'replace',
    reason: 'a change of instance_types replaces it; the new one is there before the old one goes; 5 others follow',
    order: [
      'replace prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'replace prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
      'rolling pools[serve].instanceTypes',
    ],
  },
  {
    what: 'adds an instance type to a pool',
    from: (s) => {
      s.pools[0].instanceTypes = ['g5.12xlarge'];
    },
    change: (s) => {
      s.pools[0].instanceTypes = ['g5.12xlarge', 'g5.24xlarge'];
    },
    impact: 'replace',
    reason: 'a change of instance_types replaces it; the new one is there before the old one goes; 5 others follow',
    order: [
      'replace prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'replace prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
      'rolling pools[serve].instanceTypes',
    ],
  },
  {
    what: 'moves a pool to Spot',
    change: (s) => {
      s.pools[0].capacity = 'spot';
      s.inference[0].tier = 'standard';
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: [
      'replace pools[serve].capacity',
      'replace prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'replace prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
    ],
  },
  {
    what: 'leaves a pool to Karpenter',
    change: (s) => {
      s.pools[0].provisioner = 'karpenter';
    },
    impact: 'downtime',
    reason: 'it is deleted, and the pods of its nodes are evicted; jobs go on from their last checkpoint',
    order: [
      'downtime prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'downtime prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
      'replace pools[serve].provisioner',
    ],
  },
  {
    what: 'gives nodes a larger disk',
    change: (s) => {
      s.pools[0].disk = '400GiB';
    },
    impact: 'rolling',
    reason: 'nodes or replicas are replaced one after the other',
    order: [
      'rolling pools[serve].disk',
      'rolling prod-us-east-1-cluster: aws_launch_template.pool-serve_launch-template',
      'rolling prod-us-west-2-cluster: aws_launch_template.pool-serve_launch-template',
    ],
  },
  {
    what: 'labels the nodes of a pool',
    change: (s) => {
      s.pools[0].labels = { team: 'search' };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place pools[serve].labels.team',
      'in-place prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'in-place prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
    ],
  },
  {
    what: 'buys another Capacity Block',
    change: (s) => {
      s.pools[1].capacity.reservation = 'cr-0fedcba9876543210';
    },
    impact: 'rolling',
    reason: 'nodes or replicas are replaced one after the other',
    order: [
      'rolling pools[train].capacity.reservation',
      'rolling prod-us-east-1-cluster: aws_launch_template.pool-train_launch-template',
    ],
  },
  {
    what: 'extends a Capacity Block',
    change: (s) => {
      s.pools[1].capacity.ends = '2027-01-31T00:00:00Z';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place pools[train].capacity.ends'],
  },
  {
    what: 'serves from one region only',
    change: (s) => {
      s.pools[0].regions = ['us-east-1'];
    },
    impact: 'blocked',
    reason: 'AWS refuses to delete it as long as enable_deletion_protection is on',
    order: [
      'blocked prod-us-west-2-cluster: aws_lb.endpoint_load-balancer',
      'data-loss us-west-2: Namespace inference',
      'downtime prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
    ],
  },
  {
    what: 'switches EFA off',
    change: (s) => {
      s.pools[1].efa = 'disabled';
    },
    impact: 'downtime',
    reason: 'it is deleted, and its Kubernetes objects are deleted',
    order: [
      'downtime prod-us-east-1-platform: helm_release.platform_aws-efa-k8s-device-plugin_release',
      'replace pools[train].efa',
      'rolling prod-us-east-1-cluster: aws_eks_node_group.pool-train_node-group',
    ],
  },
  {
    what: 'adds a pool',
    change: (s) => {
      s.pools.push({ name: 'batch', instanceTypes: ['g6.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 4 } });
      s.inference.push({
        name: 'batch',
        model: 'qwen',
        engine: 'vllm',
        pool: 'batch',
        tier: 'sheddable',
        exposure: 'internal',
        replicas: { min: 1, max: 2 },
      });
    },
    impact: 'in-place',
    reason: 'Terraform changes it in place',
    order: [
      'in-place prod-us-east-1-platform: helm_release.platform_foundation_release',
      'in-place prod-us-west-2-platform: helm_release.platform_foundation_release',
      'in-place us-east-1: ResourceQuota inference/bounds',
    ],
  },
  {
    what: 'drops a pool',
    from: (s) => {
      s.pools.push({ name: 'batch', instanceTypes: ['g6.12xlarge'], capacity: 'spot', nodes: { min: 0, max: 4 } });
      s.inference.push({
        name: 'batch',
        model: 'qwen',
        engine: 'vllm',
        pool: 'batch',
        tier: 'sheddable',
        exposure: 'internal',
        replicas: { min: 1, max: 2 },
      });
    },
    change: (s) => {
      s.pools.pop();
      s.inference.pop();
    },
    impact: 'downtime',
    reason: 'the service no longer answers',
    order: [
      'downtime inference[batch]',
      'downtime pools[batch]',
      'downtime prod-us-east-1-cluster: aws_eks_node_group.pool-batch_node-group',
    ],
  },
  {
    what: 'renames a pool',
    change: (s) => {
      s.pools[0].name = 'serving';
      s.inference[0].pool = 'serving';
    },
    impact: 'downtime',
    reason: 'a new name makes it another one: the nodes of the pool go, and so do the pods on them',
    order: [
      'downtime pools[serving] (was serve)',
      'downtime prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group',
      'downtime prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group',
    ],
  },
  {
    what: 'calls the buckets differently',
    change: (s) => {
      s.storage.bucketPrefix = 'acme-models';
    },
    impact: 'blocked',
    reason: 'it would be replaced, and its configuration forbids to destroy it; 7 others follow',
    order: [
      'blocked prod-us-east-1-cluster: aws_s3_bucket.access-logs_bucket',
      'blocked prod-us-west-2-cluster: aws_s3_bucket.access-logs_bucket',
    ],
  },
  {
    what: 'keeps checkpoints for a shorter time',
    change: (s) => {
      s.storage.checkpointRetention = '14d';
    },
    impact: 'data-loss',
    reason: 'data can be lost',
    order: [
      'data-loss storage.checkpointRetention',
      'data-loss prod-us-east-1-cluster: aws_s3_bucket_lifecycle_configuration.checkpoints_lifecycle',
      'data-loss prod-us-west-2-cluster: aws_s3_bucket_lifecycle_configuration.checkpoints_lifecycle',
    ],
  },
  {
    what: 'keeps checkpoints longer',
    change: (s) => {
      s.storage.checkpointRetention = '60d';
    },
    impact: 'in-place',
    reason: 'more is kept than before',
    order: [
      'in-place storage.checkpointRetention',
      'in-place prod-us-east-1-cluster: aws_s3_bucket_lifecycle_configuration.checkpoints_lifecycle',
      'in-place prod-us-west-2-cluster: aws_s3_bucket_lifecycle_configuration.checkpoints_lifecycle',
    ],
  },
  {
    what: 'copies no artifacts any more',
    change: (s) => {
      s.storage.replicate = false;
    },
    impact: 'downtime',
    reason: 'the stack is gone from the spec; it stays deployed, and costs, until it is pruned',
    order: [
      'downtime prod-replication',
      'in-place storage.replicate',
      'in-place prod-us-west-2-platform: helm_release.platform_foundation_release',
    ],
  },
  {
    what: 'enlarges the file system',
    change: (s) => {
      s.storage.lustre.capacity = '7200GiB';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place storage.lustre.capacity',
      'in-place prod-us-east-1-cluster: aws_fsx_lustre_file_system.lustre_file-system',
    ],
  },
  {
    what: 'shrinks the file system',
    from: (s) => {
      s.storage.lustre.capacity = '7200GiB';
    },
    change: (s) => {
      s.storage.lustre.capacity = '4800GiB';
    },
    impact: 'blocked',
    reason: 'it would be replaced, and its configuration forbids to destroy it; 1 other follows',
    order: [
      'blocked prod-us-east-1-cluster: aws_fsx_lustre_file_system.lustre_file-system',
      'in-place storage.lustre.capacity',
    ],
  },
  {
    what: 'makes the file system faster',
    change: (s) => {
      s.storage.lustre.throughput = 500;
    },
    impact: 'downtime',
    reason: 'the file system is not available for some minutes',
    order: [
      'downtime prod-us-east-1-cluster: aws_fsx_lustre_file_system.lustre_file-system',
      'in-place storage.lustre.throughput',
    ],
  },
  {
    what: 'drops the file system',
    change: (s) => {
      delete s.storage.lustre;
    },
    impact: 'data-loss',
    reason: 'the file system is deleted',
    order: [
      'data-loss storage.lustre',
      'data-loss prod-us-east-1-cluster: aws_fsx_lustre_file_system.lustre_file-system',
      'downtime prod-us-east-1-cluster: aws_iam_role.addons_aws-fsx-csi-driver-role',
    ],
  },
  {
    what: 'takes another revision of a model',
    change: (s) => {
      s.models[0].revision = 'v1.2.0';
    },
    impact: 'replace',
    reason: 'its name holds a hash of its content, so another one takes its place',
    order: [
      'replace us-east-1: Job models/fetch-qwen',
      'rolling models[qwen].revision',
      'rolling us-east-1: Deployment inference/chat',
    ],
  },
  {
    what: 'takes another model',
    change: (s) => {
      s.models[0].source = 'hf://Qwen/Qwen2.5-7B-Instruct';
      s.models[0].revision = 'a09a35458c702b33eeacc393d103063234e8bc28';
    },
    impact: 'replace',
    reason: 'its name holds a hash of its content, so another one takes its place',
    order: ['replace us-east-1: Job models/fetch-qwen', 'rolling models[qwen].revision', 'rolling models[qwen].source'],
  },
  {
    what: 'renames a model',
    change: (s) => {
      s.models[0].name = 'qwen7';
      s.training[0].model = 'qwen7';
      s.inference[0].model = 'qwen7';
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: ['replace training[dpo].model', 'replace us-east-1: Job models/fetch-qwen', 'rolling inference[chat].model'],
  },
  {
    what: 'serves the next run of a job',
    from: (s) => {
      s.inference[0].model = { training: 'dpo', revision: 'dpo-202611010300-1a2b3c' };
    },
    change: (s) => {
      s.inference[0].model.revision = 'dpo-202611080300-1a2b3c';
    },
    impact: 'rolling',
    reason: 'nodes or replicas are replaced one after',
    order: ['rolling inference[chat].model.revision', 'rolling us-east-1: Deployment inference/chat'],
  },
  {
    what: 'asks more of a gate behind a run that a deployment has started',
    from: (s) => {
      s.training[0].run = 'on-deploy';
      s.training[0].evaluate = { benchmarks: ['mmlu'], gate: { mmlu: 0.5 } };
    },
    change: (s) => {
      s.training[0].evaluate.gate.mmlu = 0.6;
    },
    impact: 'replace',
    reason: 'its name holds a hash of its content, so another one takes its place',
    order: ['replace us-east-1: Job training/dpo-after', 'in-place training[dpo].evaluate.gate.mmlu'],
  },
  {
    what: 'drops the job and its pool',
    change: (s) => {
      s.training = [];
      s.pools.pop();
      delete s.storage.lustre;
    },
    impact: 'data-loss',
    reason: 'the file system is deleted',
    order: [
      'data-loss storage.lustre',
      'data-loss prod-global: aws_ecr_repository.images_repository-chat-prod--ms-swift',
      'data-loss prod-us-east-1-cluster: aws_fsx_lustre_file_system.lustre_file-system',
    ],
  },
  {
    what: 'trains in another way',
    change: (s) => {
      s.training[0].method = 'sft';
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: ['replace training[dpo].method'],
  },
  {
    what: 'shares a pool among teams',
    change: (s) => {
      s.queues = [{ name: 'research', share: { train: 2 } }];
      s.training[0].queue = 'research';
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: ['replace training[dpo].queue'],
  },
  {
    what: 'gives a team fewer nodes, and lets it borrow none',
    from: (s) => {
      s.pools[1].nodes = { min: 4, max: 4 };
      s.queues = [{ name: 'research', share: { train: 4 } }];
      s.training[0].queue = 'research';
    },
    change: (s) => {
      s.queues[0] = { name: 'research', share: { train: 2 }, borrow: false };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place queues[research].borrow', 'in-place queues[research].share.train'],
  },
  {
    what: 'gives up the queues of teams',
    from: (s) => {
      s.queues = [{ name: 'research', share: { train: 2 } }];
      s.training[0].queue = 'research';
    },
    change: (s) => {
      s.queues = [];
      delete s.training[0].queue;
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: ['replace training[dpo].queue', 'in-place queues[research]'],
  },
  {
    what: 'sends the jobs of a team to the region that has room',
    from: (s) => {
      elsewhere(s);
      s.queues = [{ name: 'research', share: { tune: 2 } }];
    },
    change: (s) => {
      s.queues[0].dispatch = true;
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: [
      'replace queues[research].dispatch',
      'in-place us-east-1: ClusterQueue research',
      'in-place us-east-1: ServiceAccount training/train-dpo',
      'none prod-us-east-1-cluster: aws_iam_role.dispatcher-role',
      'none prod-eu-west-1-cluster: aws_eks_access_entry.dispatcher_entry',
      'none us-east-1: MultiKueueCluster us-west-2',
    ],
  },
  {
    what: 'trains on one node',
    change: (s) => {
      s.training[0].nodes = 1;
    },
    impact: 'downtime',
    reason: 'it is deleted, and its Kubernetes objects are deleted',
    order: [
      'downtime prod-us-east-1-platform: helm_release.platform_aws-efa-k8s-device-plugin_release',
      'replace training[dpo].nodes',
      'rolling prod-us-east-1-cluster: aws_eks_node_group.pool-train_node-group',
    ],
  },
  {
    what: 'keeps fewer checkpoints',
    change: (s) => {
      s.training[0].checkpoints = { keep: 2 };
    },
    impact: 'data-loss',
    reason: 'data can be lost',
    order: ['data-loss training[dpo].checkpoints.keep'],
  },
  {
    what: 'learns faster',
    change: (s) => {
      s.training[0].hyperparameters = { learningRate: 0.00002 };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place training[dpo].hyperparameters.learningRate'],
  },
  {
    what: 'lets a run learn faster that a deployment has started',
    from: (s) => {
      s.training[0].run = 'on-deploy';
    },
    change: (s) => {
      s.training[0].hyperparameters = { learningRate: 0.00002 };
    },
    impact: 'replace',
    reason: 'it trains something else: a run that is under way stops, and another one starts from the beginning',
    order: ['replace us-east-1: JobSet training/dpo', 'in-place training[dpo].hyperparameters.learningRate'],
  },
  {
    what: 'has the nodes of such a run for longer',
    from: (s) => {
      s.training[0].run = 'on-deploy';
    },
    change: (s) => {
      s.pools[1].capacity.ends = '2027-01-15T00:00:00Z';
    },
    impact: 'replace',
    reason:
      'its name holds a hash of its content, so another one takes its place; the run stops with a last checkpoint, and goes on from there',
    order: ['replace us-east-1: JobSet training/dpo'],
  },
  {
    what: 'starts no run any more at deployment',
    from: (s) => {
      s.training[0].run = 'on-deploy';
    },
    change: (s) => {
      s.training[0].run = 'manual';
    },
    impact: 'replace',
    reason: 'it is deleted; a run that is under way stops',
    order: ['replace us-east-1: JobSet training/dpo', 'in-place training[dpo].run'],
  },
  {
    what: 'trains every night',
    change: (s) => {
      s.training[0].run = '0 3 * * *';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place training[dpo].run'],
  },
  {
    what: 'brings checkpoints to S3 by the nodes themselves',
    from: (s) => {
      // Where nodes share a file system, the planner may take Megatron.
      Object.assign(s.training[0], { parallelism: 'zero2', checkpoints: { storage: 'lustre' } });
    },
    change: (s) => {
      s.training[0].checkpoints = { storage: 's3' };
    },
    impact: 'in-place',
    reason: 'it is deleted; the file system that it leads to stays',
    order: ['in-place us-east-1: PersistentVolume lustre', 'in-place us-east-1: PersistentVolumeClaim training/lustre'],
  },
  {
    what: 'adds a service',
    change: (s) => {
      s.inference.push({ name: 'embed', model: 'qwen', engine: 'sglang', pool: 'serve', replicas: { min: 2, max: 4 } });
    },
    impact: 'rolling',
    reason: 'its pods are replaced one after the other',
    order: [
      // It gets one more port.
      'rolling us-east-1: Deployment inference/gateway',
      'in-place prod-us-east-1-cluster: aws_iam_role_policy.load-balancer-controller_role_policy-bind-targets',
      'in-place prod-us-west-2-cluster: aws_iam_role_policy.load-balancer-controller_role_policy-bind-targets',
      'none inference[embed]',
    ],
  },
  {
    what: 'drops a service',
    from: (s) => {
      s.inference.push({ name: 'embed', model: 'qwen', engine: 'sglang', pool: 'serve', replicas: { min: 2, max: 4 } });
    },
    change: (s) => {
      s.inference.pop();
    },
    impact: 'data-loss',
    reason: 'it is deleted, and the images in the repository go with it',
    order: [
      'data-loss prod-global: aws_ecr_repository.images_repository-chat-prod--sglang',
      'data-loss prod-us-west-2-cluster: aws_ecr_repository.images_repository-chat-prod--sglang',
      'downtime inference[embed]',
    ],
  },
  {
    what: 'renames a service',
    change: (s) => {
      s.inference[0].name = 'talk';
      s.monitoring.slos[0].service = 'talk';
    },
    impact: 'downtime',
    reason: 'a new name makes it another one: the service no longer answers',
    order: [
      'downtime inference[talk] (was chat)',
      'downtime prod-us-east-1-cluster: aws_lb_target_group.endpoint_target-group-chat',
      'downtime prod-us-west-2-cluster: aws_lb_target_group.endpoint_target-group-chat',
    ],
  },
  {
    what: 'serves with another engine',
    change: (s) => {
      s.inference[0].engine = 'sglang';
      s.monitoring.slos[0].ttft = '2s';
    },
    impact: 'data-loss',
    reason: 'it is deleted, and the images in the repository go with it',
    order: [
      'data-loss prod-global: aws_ecr_repository.images_repository-chat-prod--vllm',
      'data-loss prod-us-west-2-cluster: aws_ecr_repository.images_repository-chat-prod--vllm',
      'rolling us-east-1: Deployment inference/chat',
    ],
  },
  {
    what: 'makes a service internal',
    from: (s) => {
      s.inference.push({ name: 'embed', model: 'qwen', engine: 'sglang', pool: 'serve', replicas: { min: 2, max: 4 } });
    },
    change: (s) => {
      s.inference[1].exposure = 'internal';
    },
    impact: 'downtime',
    reason: 'it is deleted, and connections to its port are refused without it',
    order: [
      'downtime prod-us-east-1-cluster: aws_lb_listener.endpoint_listener-8443',
      'downtime prod-us-east-1-cluster: aws_lb_target_group.endpoint_target-group-embed',
      'downtime prod-us-west-2-cluster: aws_lb_listener.endpoint_listener-8443',
    ],
  },
  {
    what: 'lets a service listen elsewhere',
    from: (s) => {
      s.inference.push({ name: 'embed', model: 'qwen', engine: 'vllm', pool: 'serve', replicas: { min: 2, max: 4 } });
    },
    change: (s) => {
      s.inference[1].port = 9443;
    },
    impact: 'downtime',
    reason: 'it is deleted, and connections to its port are refused without it',
    order: [
      'downtime prod-us-east-1-cluster: aws_lb_listener.endpoint_listener-8443',
      'downtime prod-us-west-2-cluster: aws_lb_listener.endpoint_listener-8443',
      'in-place inference[embed].port',
    ],
  },
  {
    what: 'allows more replicas',
    change: (s) => {
      s.inference[0].replicas.max = 14;
    },
    impact: 'rolling',
    // HAProxy reserves a place for each replica when it starts.
    reason: 'its pods are replaced one after the other',
    order: ['rolling us-east-1: Deployment inference/gateway', 'in-place inference[chat].replicas.max'],
  },
  {
    what: 'scales sooner',
    change: (s) => {
      s.inference[0].scaling = { target: 2 };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place inference[chat].scaling.target'],
  },
  {
    what: 'drops the log analysis',
    change: (s) => {
      s.modules = [];
    },
    impact: 'data-loss',
    reason: 'it is deleted, and its log events go with it',
    order: [
      'data-loss prod-us-east-1-cluster: aws_cloudwatch_log_group.container-logs_group',
      'data-loss prod-us-west-2-cluster: aws_cloudwatch_log_group.container-logs_group',
      'downtime modules[log-analysis]',
    ],
  },
  {
    what: 'moves the public name',
    change: (s) => {
      s.dns.host = 'talk.example.com';
    },
    impact: 'downtime',
    reason: 'a change of name replaces it, and the name does not resolve without it',
    order: [
      'downtime prod-global: aws_route53_record.host_validation-record',
      'downtime prod-us-east-1-cluster: aws_route53_record.certificate_validation-record and 1 more',
      'downtime prod-us-west-2-cluster: aws_route53_record.certificate_validation-record and 1 more',
    ],
  },
  {
    what: 'drops the public name',
    change: (s) => {
      delete s.dns;
    },
    impact: 'blocked',
    reason: 'AWS refuses to delete it as long as enable_deletion_protection is on',
    order: [
      'blocked prod-us-east-1-cluster: aws_lb.endpoint_load-balancer',
      'blocked prod-us-west-2-cluster: aws_lb.endpoint_load-balancer',
      'downtime prod-failover',
    ],
  },
  {
    what: 'probes less often',
    change: (s) => {
      s.dns.healthCheck = { interval: '30s' };
      s.objectives = { detection: '60s', recovery: '10m' };
    },
    impact: 'replace',
    reason: 'what the field describes is destroyed and built anew',
    order: [
      'replace dns.healthCheck.interval',
      'replace prod-failover: aws_route53_health_check.us-east-1_probe-chat and 1 more',
      'in-place objectives.detection',
    ],
  },
  {
    what: 'waits for fewer failures',
    change: (s) => {
      s.dns.healthCheck = { failures: 2 };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place dns.healthCheck.failures',
      'in-place prod-failover: aws_route53_health_check.us-east-1_probe-chat and 1 more',
    ],
  },
  {
    what: 'lets resolvers forget sooner',
    change: (s) => {
      s.dns.ttl = '30s';
    },
    impact: 'blocked',
    reason: 'Route 53 refuses weighted records of one name with different TTLs',
    order: [
      'blocked prod-failover: aws_route53_record.records_chatexamplecom-us-east-1 and 1 more',
      'in-place dns.ttl',
    ],
  },
  {
    what: 'lets resolvers forget sooner where the nearest region answers',
    from: (s) => {
      s.dns.policy = 'latency';
    },
    change: (s) => {
      s.dns.ttl = '30s';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: [
      'in-place dns.ttl',
      'in-place prod-failover: aws_route53_record.records_chatexamplecom-us-east-1 and 1 more',
    ],
  },
  {
    what: 'routes by latency',
    change: (s) => {
      s.dns.policy = 'latency';
    },
    impact: 'blocked',
    reason: 'Route 53 refuses records of one name with different routing policies',
    order: [
      'blocked prod-failover: aws_route53_record.records_chatexamplecom-us-east-1 and 1 more',
      'in-place dns.policy',
    ],
  },
  {
    what: 'tells one more person',
    change: (s) => {
      s.monitoring.receivers.push({ name: 'lead', type: 'email', address: 'lead@example.com' });
    },
    impact: 'in-place',
    reason: 'Terraform changes it in place',
    order: [
      'in-place prod-global: aws_budgets_budget.budget',
      'none monitoring.receivers[lead]',
      'none prod-failover: aws_sns_topic_subscription.alarms_email-leadexamplecom',
    ],
  },
  {
    what: 'tells one person less',
    from: (s) => {
      s.monitoring.receivers.push({ name: 'lead', type: 'email', address: 'lead@example.com' });
    },
    change: (s) => {
      s.monitoring.receivers.pop();
    },
    impact: 'in-place',
    reason: 'it hears of no alert any more',
    order: [
      'in-place monitoring.receivers[lead]',
      'in-place prod-global: aws_budgets_budget.budget',
      'in-place prod-failover: aws_sns_topic_subscription.alarms_email-leadexamplecom',
    ],
  },
  {
    what: 'tells nobody any more',
    change: (s) => {
      s.monitoring.receivers.pop();
    },
    impact: 'downtime',
    reason: 'it is deleted, and new pods get no credentials without it',
    // Without anybody to tell, there is no heartbeat either. Its key has protected messages only.
    order: [
      'downtime prod-us-east-1-cluster: aws_eks_pod_identity_association.alertmanager_role_association',
      'downtime prod-us-east-1-cluster: aws_iam_role.alertmanager_role',
      'in-place monitoring.receivers[team]',
      'in-place prod-us-east-1-heartbeat-in-us-west-2',
    ],
  },
  {
    what: 'keeps metrics for a shorter time',
    change: (s) => {
      s.monitoring.retention = '14d';
    },
    impact: 'data-loss',
    reason: 'data can be lost',
    order: [
      'data-loss monitoring.retention',
      'in-place prod-us-east-1-platform: helm_release.platform_kube-prometheus-stack_release',
      'in-place prod-us-west-2-platform: helm_release.platform_kube-prometheus-stack_release',
    ],
  },
  {
    what: 'keeps metrics longer',
    change: (s) => {
      s.monitoring.retention = '60d';
    },
    impact: 'in-place',
    reason: 'more is kept than before',
    order: [
      'in-place monitoring.retention',
      'in-place prod-us-east-1-platform: helm_release.platform_kube-prometheus-stack_release',
      'in-place prod-us-west-2-platform: helm_release.platform_kube-prometheus-stack_release',
    ],
  },
  {
    what: 'asks more of the first token',
    change: (s) => {
      s.monitoring.slos[0].ttft = '1s';
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place monitoring.slos[chat].ttft'],
  },
  {
    what: 'tags everything',
    change: (s) => {
      s.tags.team = 'search';
    },
    impact: 'rolling',
    reason: 'EKS replaces the nodes of the group one after the other',
    order: [
      'rolling prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group and 2 more',
      'rolling prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group and 1 more',
      'in-place tags.team',
    ],
  },
  {
    what: 'changes the owner',
    change: (s) => {
      s.owner = 'platform';
    },
    impact: 'rolling',
    reason: 'EKS replaces the nodes of the group one after the other',
    order: [
      'rolling prod-us-east-1-cluster: aws_eks_node_group.pool-serve_node-group and 2 more',
      'rolling prod-us-west-2-cluster: aws_eks_node_group.pool-serve_node-group and 1 more',
      'in-place owner',
    ],
  },
  {
    what: 'keeps the state elsewhere',
    change: (s) => {
      s.state.bucket = 'acme-other-state';
    },
    impact: 'blocked',
    reason: 'it must not change as long as the environment exists',
    order: ['blocked state.bucket', 'blocked prod-global', 'blocked prod-us-east-1-network'],
  },
  {
    what: 'calls the project differently',
    change: (s) => {
      s.name = 'talk';
    },
    impact: 'blocked',
    reason: 'it must not change as long as the environment exists',
    order: ['blocked name', 'blocked prod-global', 'blocked prod-us-east-1-network'],
  },
  {
    what: 'calls the environment differently',
    change: (s) => {
      s.environment = 'prod-2';
    },
    impact: 'blocked',
    reason: 'it must not change as long as the environment exists',
    order: ['blocked environment', 'blocked prod-us-east-1-cluster', 'blocked prod-us-west-2-cluster'],
  },
  {
    what: 'raises the budget',
    change: (s) => {
      s.budget.monthly = 600000;
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place budget.monthly', 'in-place prod-global: aws_budgets_budget.budget'],
  },
  {
    what: 'drops the budget',
    change: (s) => {
      delete s.budget;
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place budget', 'in-place prod-global: aws_budgets_budget.budget'],
  },
  {
    what: 'promises more',
    change: (s) => {
      s.objectives = { availability: 99.95 };
    },
    impact: 'in-place',
    reason: 'nothing is destroyed or restarted',
    order: ['in-place objectives.availability'],
  },
];
