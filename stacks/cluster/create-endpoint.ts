import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import type { Construct } from 'constructs';
import { RegionalCertificate } from '../../constructs/dns/regional-certificate';
import { RegionalRecord } from '../../constructs/dns/regional-record';
import type { GpuCluster } from '../../constructs/gpu-cluster';
import { RegionalEndpoint } from '../../constructs/inference/regional-endpoint';
import { MetricsReaderIdentity } from '../../constructs/monitoring/metrics/metrics-reader-identity';
import { LoadBalancerControllerIdentity } from '../../constructs/platform/identities/load-balancer-controller-identity';
import type { AccessLogBucket } from '../../constructs/storage/access-log-bucket';
import type { DnsPlan } from '../../planner/environment/dns-plan';
import type { EndpointPlan } from '../../planner/environment/endpoint-plan';
import type { ClusterBase } from './cluster-base';

/** The public entrance of the region, its name and certificate, and the rights of what puts pods behind it. */
export function createEndpoint(
  scope: Construct,
  { region, network }: ClusterBase,
  { dns, endpoint, zoneId }: { readonly dns: DnsPlan; readonly endpoint: EndpointPlan; readonly zoneId: string },
  cluster: GpuCluster,
  accessLogs: AccessLogBucket,
): RegionalEndpoint {
  const certificate = new RegionalCertificate(scope, 'certificate', {
    regionalHostName: endpoint.host,
    sharedHostName: dns.host,
    zoneId,
  });
  const regional = new RegionalEndpoint(scope, 'endpoint', {
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
    new VpcSecurityGroupIngressRule(scope, `endpoint-to-pods-${port}`, {
      securityGroupId: cluster.clusterSecurityGroupId,
      referencedSecurityGroupId: regional.securityGroupId,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      description: 'Requests and health checks from the regional endpoint',
    });
  }
  new RegionalRecord(scope, 'regional-record', {
    zoneId,
    hostName: endpoint.host,
    loadBalancerDnsName: regional.dnsName,
    loadBalancerZoneId: regional.zoneId,
  });
  new LoadBalancerControllerIdentity(scope, 'load-balancer-controller', {
    clusterName: cluster.name,
    namePrefix: region.cluster.name,
    targetGroupArns: Object.values(regional.targetGroupArns),
  });
  new MetricsReaderIdentity(scope, 'metrics-reader', {
    clusterName: cluster.name,
    namePrefix: region.cluster.name,
    region: region.name,
  });
  return regional;
}
