import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { boundedName } from '../catalog/name-limits';
import { PodIdentityRole } from '../constructs/cluster/pod-identity-role';
import { DrainSwitch } from '../constructs/dns/drain-switch';
import { RegionalCertificate } from '../constructs/dns/regional-certificate';
import { RegionalRecord } from '../constructs/dns/regional-record';
import { GpuCluster, type GpuNodes } from '../constructs/gpu-cluster';
import { EngineIdentity } from '../constructs/inference/engine-identity';
import { RegionalEndpoint } from '../constructs/inference/regional-endpoint';
import { ModelFetchIdentity } from '../constructs/models/model-fetch-identity';
import { LogStore } from '../constructs/monitoring/log-store';
import { MetricsReaderIdentity } from '../constructs/monitoring/metrics/metrics-reader-identity';
import { LoadBalancerControllerIdentity } from '../constructs/platform/identities/load-balancer-controller-identity';
import { SecretReaderIdentity } from '../constructs/platform/identities/secret-reader-identity';
import { DispatcherEntry } from '../constructs/queues/dispatcher-entry';
import { accessAccount, kueueNamespace } from '../constructs/queues/worker-access';
import { EncryptionKey } from '../constructs/security/encryption-key';
import { AccessLogBucket } from '../constructs/storage/access-log-bucket';
import { ArtifactBucket } from '../constructs/storage/artifact-bucket';
import { ImageRegistry } from '../constructs/storage/image-registry';
import { LustreFileSystem } from '../constructs/storage/lustre-file-system';
import { TerraformStack } from '../constructs/substrate/cdktf';
import { type ArtifactAccess, TrainingIdentity } from '../constructs/training/training-identity';
import type {
  DnsPlan,
  EndpointPlan,
  Environment,
  LustrePlan,
  PoolPlan,
  RegionPlan,
  TrainingPlan,
} from '../planner/environment';
import { wholeDays } from '../schemas/duration';
import { type AlertOutputs, createAlertDelivery } from './alert-delivery';
import { readablePrefix, servedWeights } from './artifacts/served-weights';
import { layout } from './artifacts/storage-layout';
import { bucketDatasets, trainingWeights } from './artifacts/training-sources';
import { type GlobalStack, untaggedImageDays } from './global-stack';
import { known } from './known';
import type { NetworkOutputs, NetworkStack } from './network-stack';
import { type Outputs, publish, read } from './outputs';
import { prepareStack, stackName, stackTags } from './stack';
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
  /** Id, DNS name and mount name of the file system; empty without one. */
  readonly sharedFileSystem: Readonly<Partial<Record<'id' | 'dnsName' | 'mountName', string>>>;
}

/** How long access logs of buckets and load balancers are kept. */
const accessLogDays = 365;

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
    const cluster = this.createCluster(base, Object.values(from ?? {}));
    const sender = dispatcher && { region: dispatcher.cluster.region, outputs: read(this, dispatcher.cluster) };
    if (sender) {
      const roleArn = known(sender.outputs.dispatcherRoleArn, 'role of the dispatcher');
      new DispatcherEntry(this, 'dispatcher', { clusterName: cluster.name, roleArn });
    }
    const dispatcherRoleArn = region.platform.dispatch && createDispatcherRole(this, region, cluster);
    this.createPodIdentities(region, accountId, cluster);
    const { name: clusterName, encryptionKeyArn: keyArn } = cluster;
    const alerts = createAlertDelivery(this, { environment, region, accountId, clusterName, keyArn });
    const stores = this.createStores(base, cluster, sender);
    const { dns } = environment;
    const endpoint =
      dns && region.endpoint
        ? this.createEndpoint(base, dns, region.endpoint, cluster, stores.accessLogs, read(this, globalStack).zoneId)
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
      dataKeyArn: stores.dataKey.arn,
      targetGroupArns: endpoint?.targetGroupArns ?? {},
      loadBalancerSuffix: endpoint?.arnSuffix ?? '',
      targetGroupSuffixes: endpoint?.targetGroupSuffixes ?? {},
      karpenterQueue: cluster.karpenter?.queueName ?? '',
      karpenterNodeRole: cluster.karpenter?.nodeRoleName ?? '',
      ...(dispatcherRoleArn !== undefined && { dispatcherRoleArn }),
      alerts,
      sharedFileSystem: stores.lustre,
    };
    publish(this, this.outputs);
  }

  /**
   * @param callers addresses in the internet that reach the API as well
   *
   * cdktf leaves an id of `Default` out of the addresses of resources: what was deployed before the construct was there
   * keeps its own.
   */
  private createCluster({ environment, region, accountId, network }: Base, callers: readonly string[]): GpuCluster {
    const { cluster: plan, pools } = region;
    const onKarpenter = pools.filter(({ provisioner }) => provisioner === 'karpenter');
    return new GpuCluster(this, 'Default', {
      name: plan.name,
      version: plan.version,
      region: region.name,
      accountId,
      network,
      admins: plan.admins,
      viewers: plan.viewers,
      publicAccessCidrs: [...plan.publicCidrs, ...callers.map((address) => `${address}/32`)],
      serviceCidr: plan.serviceCidr,
      supportType: plan.support === 'extended' ? 'EXTENDED' : 'STANDARD',
      logRetentionDays: wholeDays(plan.logRetention),
      preventDestroy: plan.deletionProtection,
      systemNodes: {
        instanceTypes: plan.systemPool.instanceTypes,
        minNodes: plan.systemPool.nodes.min,
        maxNodes: plan.systemPool.nodes.max,
      },
      gpuPools: pools.filter(({ provisioner }) => provisioner === 'managed').map(gpuNodes),
      ...(onKarpenter.length > 0 && { karpenter: { efa: onKarpenter.some(({ efa }) => efa) } }),
      fsx: region.storage.lustre !== undefined,
      tags: stackTags(environment, 'cluster'),
    });
  }

  /** What the controllers of the platform may do in AWS, beside those that come with their resources. */
  private createPodIdentities(region: RegionPlan, accountId: string, cluster: GpuCluster): void {
    const { cluster: plan, platform } = region;
    if (platform.secrets.length > 0) {
      new SecretReaderIdentity(this, 'secret-reader', {
        clusterName: cluster.name,
        region: region.name,
        accountId,
        namePrefix: plan.name,
        secretNames: platform.secrets,
      });
    }
    if (platform.logs) {
      new LogStore(this, 'container-logs', {
        name: platform.logs.group,
        clusterName: cluster.name,
        namePrefix: plan.name,
        encryptionKeyArn: cluster.encryptionKeyArn,
        retentionDays: wholeDays(plan.logRetention),
      });
    }
  }

  private createStores(
    { environment, region, accountId, network }: Base,
    cluster: GpuCluster,
    sender: Sender | undefined,
  ) {
    const { storage } = region;
    const preventDestroy = region.cluster.deletionProtection;
    const dataKey = new EncryptionKey(this, 'data-key', {
      name: `${region.cluster.name}-data`,
      description: `Models and checkpoints of ${region.cluster.name}`,
      accountId,
      region: region.name,
      services: storage.lustre ? ['lustre-s3'] : [],
    });
    const accessLogs = new AccessLogBucket(this, 'access-logs', {
      name: storage.accessLogBucket,
      accountId,
      region: region.name,
      expireAfterDays: accessLogDays,
      preventDestroy,
    });
    const artifacts = { kmsKeyArn: dataKey.arn, preventDestroy, accessLogBucketName: accessLogs.name };
    const models = new ArtifactBucket(this, 'models', { ...artifacts, name: storage.modelBucket, lifecycle: [] });
    const fetched = environment.models.filter(({ name }) => region.fetches.includes(name));
    if (fetched.length > 0) {
      new ModelFetchIdentity(this, 'fetch-models', {
        clusterName: cluster.name,
        namePrefix: region.cluster.name,
        bucketArn: models.arn,
        prefix: layout.models,
        kmsKeyArn: dataKey.arn,
        sources: fetched.flatMap(({ source }) => (source.hub === 's3' ? [source] : [])),
      });
    }
    const checkpoints = new ArtifactBucket(this, 'checkpoints', {
      ...artifacts,
      name: storage.checkpointBucket,
      lifecycle: [{ id: 'runs', prefix: layout.runs, expireAfterDays: wholeDays(storage.checkpointRetention) }],
    });
    for (const { name, model, adapters, canary } of environment.inference.filter(({ regions }) =>
      regions.includes(region.name),
    )) {
      const served = [model, ...(canary ? [canary.model] : []), ...adapters.map(({ trained }) => trained)];
      const weights = served.map((one) => servedWeights(environment, region, one));
      new EngineIdentity(this, `serve-${name}`, {
        clusterName: cluster.name,
        namePrefix: region.cluster.name,
        service: name,
        weights: [...new Set(weights.map(readablePrefix))].map((prefix) => ({ bucketArn: models.arn, prefix })),
        kmsKeyArn: dataKey.arn,
      });
    }
    for (const job of environment.training.filter(({ regions }) => regions.includes(region.name))) {
      const isSent = sender?.region.platform.dispatch?.queues.some(({ name }) => name === job.queue) ?? false;
      new TrainingIdentity(this, `train-${job.name}`, {
        clusterName: cluster.name,
        namePrefix: region.cluster.name,
        job: job.name,
        ...artifactsOf(environment, region, job, {
          models: models.arn,
          checkpoints: checkpoints.arn,
          key: dataKey.arn,
        }),
        datasets: bucketDatasets(job),
        ...(sender &&
          isSent && {
            sentFrom: artifactsOf(environment, sender.region, job, {
              models: `arn:aws:s3:::${sender.region.storage.modelBucket}`,
              checkpoints: `arn:aws:s3:::${sender.region.storage.checkpointBucket}`,
              key: sender.outputs.dataKeyArn,
            }),
          }),
      });
    }
    const lustre = storage.lustre
      ? this.createLustre(storage.lustre, region, network, cluster, dataKey, checkpoints)
      : {};
    // Copies of images would otherwise land in repositories that ECR makes by itself: mutable and never scanned.
    if (environment.registry.replicaRegions.includes(region.name)) {
      new ImageRegistry(this, 'images', {
        repositoryNames: environment.registry.repositories,
        kmsKeyArn: dataKey.arn,
        expireUntaggedAfterDays: untaggedImageDays,
        replication: { accountId, regions: [], repositoryPrefix: `${environment.prefix}/` },
      });
    }
    return { dataKey, accessLogs, lustre };
  }

  private createLustre(
    plan: LustrePlan,
    region: RegionPlan,
    network: NetworkOutputs,
    cluster: GpuCluster,
    dataKey: EncryptionKey,
    checkpoints: ArtifactBucket,
  ): ClusterOutputs['sharedFileSystem'] {
    const { id, dnsName, mountName } = new LustreFileSystem(this, 'lustre', {
      name: region.cluster.name,
      vpcId: network.vpcId,
      subnetId: known(network.privateSubnetIds[plan.zone], `subnet in ${plan.zone}`),
      clientSecurityGroupId: cluster.clusterSecurityGroupId,
      capacityGiB: plan.capacityGib,
      throughputPerTiB: plan.throughput,
      kmsKeyArn: dataKey.arn,
      checkpoints: { bucketName: checkpoints.name, prefix: layout.runs, path: '/runs' },
      preventDestroy: region.cluster.deletionProtection,
    });
    return { id, dnsName, mountName };
  }

  private createEndpoint(
    { region, network }: Base,
    dns: DnsPlan,
    endpoint: EndpointPlan,
    cluster: GpuCluster,
    accessLogs: AccessLogBucket,
    zoneId: string,
  ): RegionalEndpoint {
    const certificate = new RegionalCertificate(this, 'certificate', {
      regionalHostName: endpoint.host,
      sharedHostName: dns.host,
      zoneId,
    });
    const regional = new RegionalEndpoint(this, 'endpoint', {
      nameParts: [endpoint.name],
      vpcId: network.vpcId,
      vpcCidr: region.network.cidr,
      publicSubnetIds: Object.values(network.publicSubnetIds),
      certificateArn: certificate.certificateArn,
      services: endpoint.services.map((service) => ({
        name: service.name,
        listenerPort: service.listenerPort,
        targetPort: service.targetPort,
        healthCheckPath: service.healthCheckPath,
        probe: {
          intervalSeconds: service.probe.interval.seconds,
          timeoutSeconds: service.probe.timeout.seconds,
          healthyThreshold: service.probe.healthyThreshold,
          unhealthyThreshold: service.probe.unhealthyThreshold,
        },
        deregistrationDelaySeconds: service.deregistrationDelay.seconds,
      })),
      accessLogBucketName: accessLogs.name,
      deletionProtection: region.cluster.deletionProtection,
    });
    for (const port of new Set(endpoint.services.map((service) => service.targetPort))) {
      new VpcSecurityGroupIngressRule(this, `endpoint-to-pods-${port}`, {
        securityGroupId: cluster.clusterSecurityGroupId,
        referencedSecurityGroupId: regional.securityGroupId,
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        description: 'Requests and health checks from the regional endpoint',
      });
    }
    new RegionalRecord(this, 'regional-record', {
      zoneId,
      hostName: endpoint.host,
      loadBalancerDnsName: regional.dnsName,
      loadBalancerZoneId: regional.zoneId,
    });
    new LoadBalancerControllerIdentity(this, 'load-balancer-controller', {
      clusterName: cluster.name,
      namePrefix: region.cluster.name,
      targetGroupArns: Object.values(regional.targetGroupArns),
    });
    new MetricsReaderIdentity(this, 'metrics-reader', {
      clusterName: cluster.name,
      namePrefix: region.cluster.name,
      region: region.name,
    });
    return regional;
  }
}

/** The cluster that sends jobs, and the network that it is in. */
interface Dispatcher {
  readonly network: NetworkStack;
  readonly cluster: ClusterStack;
}

/** The region that sends runs, with what its stack tells. */
interface Sender {
  readonly region: RegionPlan;
  readonly outputs: ClusterOutputs;
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

interface Base {
  readonly environment: Environment;
  readonly region: RegionPlan;
  readonly accountId: string;
  readonly network: NetworkOutputs;
}

/** What a job reads and writes in the stores of a region, whose ARNs are given. */
function artifactsOf(
  environment: Environment,
  region: RegionPlan,
  job: TrainingPlan,
  stores: { readonly models: string; readonly checkpoints: string; readonly key: string },
): ArtifactAccess {
  return {
    weights: trainingWeights(environment, region, job).map((weights) => ({
      bucketArn: stores.models,
      prefix: `${readablePrefix(weights)}/`,
    })),
    checkpoints: {
      bucketArn: stores.checkpoints,
      runPrefix: `${layout.runs}${job.name}/`,
      finalPrefix: `${layout.finals}${job.name}/`,
      evaluationPrefix: `${layout.evaluations}${job.name}/`,
    },
    trained: { bucketArn: stores.models, prefix: `${layout.trained}${job.name}/` },
    kmsKeyArn: stores.key,
  };
}

/** A pool of managed nodes. */
function gpuNodes(pool: PoolPlan): GpuNodes {
  return {
    name: pool.name,
    instanceTypes: pool.instanceTypes,
    zones: pool.zones,
    capacity: capacityOf(pool),
    minNodes: pool.nodes.min,
    maxNodes: pool.nodes.max,
    diskGiB: pool.diskGib,
    efa: pool.efa,
    placementGroup: pool.placementGroup,
    labels: pool.labels,
  };
}

function capacityOf({ capacity }: PoolPlan): GpuNodes['capacity'] {
  if (!('reservation' in capacity)) return { type: capacity.type };
  const { type, reservation: reservationId, starts } = capacity;
  if (type === 'reservation') return { type, reservationId };
  return { type, reservationId, ...(starts !== undefined && { startsAt: starts }) };
}
