import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { Construct } from 'constructs';
import { boundedName } from '../catalog/name-limits';
import { PodIdentityRole } from '../constructs/cluster/pod-identity-role';
import { DrainSwitch } from '../constructs/dns/drain-switch';
import type { GpuCluster } from '../constructs/gpu-cluster';
import { DispatcherEntry } from '../constructs/queues/dispatcher-entry';
import { accessAccount, kueueNamespace } from '../constructs/queues/worker-access';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';
import { type AlertOutputs, createAlertDelivery } from './alert-delivery';
import { createCluster } from './cluster/create-cluster';
import { createEndpoint } from './cluster/create-endpoint';
import { createPlatformIdentities, createWorkloadIdentities } from './cluster/create-identities';
import { createStores, type FileSystemOutputs } from './cluster/create-stores';
import type { GlobalStack } from './global-stack';
import { known } from './known';
import type { NetworkStack } from './network-stack';
import { type Outputs, publish, read } from './outputs';
import { prepareStack, stackName } from './stack';
import type { StateAddress } from './state';

export interface ClusterOutputs extends Outputs {
  readonly clusterName: string;
  readonly clusterEndpoint: string;
  readonly clusterCertificateAuthority: string;
  readonly clusterSecurityGroupId: string;
  /** Open to itself, for EFA; empty where no pool has it. */
  readonly efaSecurityGroupId: string;
  /** Key of the artifact buckets and the file system. */
  readonly dataKeyArn: string;
  /** Target group of each public service, by the service's name. */
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /** Dimensions of the load balancer's metrics: the last parts of ARNs. Empty without a public name. */
  readonly loadBalancerSuffix: string;
  readonly targetGroupSuffixes: Readonly<Record<string, string>>;
  /** Queue of interruption notices; empty without Karpenter. */
  readonly karpenterQueue: string;
  readonly karpenterNodeRole: string;
  /** Role that Kueue reaches other clusters by; only where it sends jobs to them. */
  readonly dispatcherRoleArn?: string;
  /** Topics that Alertmanager publishes to; empty without e-mail receivers. */
  readonly alerts: AlertOutputs;
  readonly sharedFileSystem: FileSystemOutputs;
}

/** Everything of one region but its network: the cluster, its nodes, its stores and its public endpoint. */
export class ClusterStack extends TerraformStack {
  readonly outputs: ClusterOutputs;
  readonly address: StateAddress;
  readonly region: RegionPlan;

  constructor(
    scope: Construct,
    environment: Environment,
    region: RegionPlan,
    networkStack: NetworkStack,
    globalStack: GlobalStack,
    dispatcher?: Dispatcher,
  ) {
    super(scope, stackName(environment, 'cluster', region.name));
    this.region = region;
    this.address = prepareStack(this, environment, 'cluster', region.name);
    const accountId = new DataAwsCallerIdentity(this, 'account').accountId;
    const network = read(this, networkStack);
    const base = { environment, region, accountId, network };

    const from = dispatcher && read(this, dispatcher.network).natAddresses;
    const cluster = createCluster(this, base, Object.values(from ?? {}));
    const sender = dispatcher && { region: dispatcher.cluster.region, ...read(this, dispatcher.cluster) };
    if (sender) {
      const roleArn = known(sender.dispatcherRoleArn, 'role of the dispatcher');
      new DispatcherEntry(this, 'dispatcher', { clusterName: cluster.name, roleArn });
    }
    const dispatcherRoleArn = region.platform.dispatch && createDispatcherRole(this, region, cluster);
    createPlatformIdentities(this, base, cluster);
    const { name: clusterName, encryptionKeyArn: keyArn } = cluster;
    const alerts = createAlertDelivery(this, { environment, region, accountId, clusterName, keyArn });
    const stores = createStores(this, base, cluster);
    createWorkloadIdentities(this, base, cluster, stores, sender);
    const { dns } = environment;
    const endpoint =
      dns && region.endpoint
        ? createEndpoint(
            this,
            base,
            { dns, endpoint: region.endpoint, zoneId: read(this, globalStack).zoneId },
            cluster,
            stores.accessLogs,
          )
        : undefined;
    for (const { region: drains, drainSwitch } of dns?.checks ?? []) {
      if (drainSwitch?.region !== region.name) continue;
      const { alarm: alarmName, namespace, metric: metricName } = drainSwitch;
      new DrainSwitch(this, `drain-${drains}`, { alarmName, namespace, metricName, drains });
    }

    this.outputs = {
      clusterName: cluster.name,
      clusterEndpoint: cluster.endpoint,
      clusterCertificateAuthority: cluster.certificateAuthority,
      clusterSecurityGroupId: cluster.clusterSecurityGroupId,
      efaSecurityGroupId: cluster.efaSecurityGroupId ?? '',
      dataKeyArn: stores.key.arn,
      targetGroupArns: endpoint?.targetGroupArns ?? {},
      loadBalancerSuffix: endpoint?.arnSuffix ?? '',
      targetGroupSuffixes: endpoint?.targetGroupSuffixes ?? {},
      karpenterQueue: cluster.karpenter?.queueName ?? '',
      karpenterNodeRole: cluster.karpenter?.nodeRoleName ?? '',
      ...(dispatcherRoleArn !== undefined && { dispatcherRoleArn }),
      alerts,
      sharedFileSystem: stores.fileSystem,
    };
    publish(this, this.outputs);
  }
}

/** The cluster that sends jobs, and the network that it is in. */
interface Dispatcher {
  readonly network: NetworkStack;
  readonly cluster: ClusterStack;
}

/** It needs no permission: whose role it is, is all that the other clusters want to know. */
function createDispatcherRole(scope: Construct, { cluster: plan }: RegionPlan, cluster: GpuCluster): string {
  const { roleArn } = new PodIdentityRole(scope, 'dispatcher-role', {
    roleName: boundedName('iam-role', plan.name, 'dispatcher'),
    clusterName: cluster.name,
    namespace: kueueNamespace,
    serviceAccount: accessAccount,
  });
  return roleArn;
}
