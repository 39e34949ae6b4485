import { Lb } from '@cdktf/provider-aws/lib/lb';
import { LbListener } from '@cdktf/provider-aws/lib/lb-listener';
import { LbTargetGroup } from '@cdktf/provider-aws/lib/lb-target-group';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { tlsPolicy } from '../../catalog/load-balancers';
import { boundedName, shortHash } from '../../catalog/name-limits';
import { accessLogFolders } from '../storage/access-log-bucket';
import { Token } from '../substrate/cdktf';

/**
 * How the load balancer judges a target. It leaves after `unhealthyThreshold` failed probes in a row, so at worst
 * `intervalSeconds * unhealthyThreshold + timeoutSeconds` after it broke.
 */
export interface TargetProbe {
  /** Seconds between two probes, 5 to 300. */
  readonly intervalSeconds: number;
  /** Seconds until a probe without an answer has failed, 2 to 120. */
  readonly timeoutSeconds: number;
  /** Probes in a row, 2 to 10. */
  readonly healthyThreshold: number;
  /** Probes in a row, 2 to 10. */
  readonly unhealthyThreshold: number;
}

/** One model server or gateway behind the endpoint. */
export interface EndpointService {
  /** Name, unique in the endpoint; letters, digits and hyphens. */
  readonly name: string;
  /** TLS port for clients, unique in the endpoint. */
  readonly listenerPort: number;
  /** Plain HTTP port of the pods, which also answers the health check. */
  readonly targetPort: number;
  /** Path that answers 2xx while the pod can serve. */
  readonly healthCheckPath: string;
  readonly probe: TargetProbe;
  /** Seconds that open connections to a removed target may go on, 0 to 3600: at least the longest stream. */
  readonly deregistrationDelaySeconds: number;
}

/** Inputs of a {@link RegionalEndpoint}. */
export interface RegionalEndpointProps {
  /** Parts of the names of all resources; together unique in the account and region. */
  readonly nameParts: readonly string[];
  /** VPC of the targets. */
  readonly vpcId: string;
  /** Address range of the VPC, as a literal: it is part of what the target groups are named after. */
  readonly vpcCidr: string;
  /** Public subnets, one for each availability zone with targets; the VPC's internet gateway must exist. */
  readonly publicSubnetIds: readonly string[];
  /** Certificate that ACM has issued already: pass the ARN from its validation, not from its request. */
  readonly certificateArn: string;
  /** At least one service. */
  readonly services: readonly EndpointService[];
  /** Bucket in the same region for the access logs. */
  readonly accessLogBucketName: string;
  /** Refuses to delete the load balancer; must be switched off by an apply of its own before a destroy. */
  readonly deletionProtection: boolean;
}

/**
 * The public entrance of one region: an internet-facing Network Load Balancer that ends TLS and passes plain TCP to
 * the pods, with one listener and one target group for each service.
 *
 * Terraform owns the target groups, so that DNS knows the load balancer before there are pods; the pods join through a
 * `TargetGroupBinding`. Their security group must admit {@link securityGroupId} on the target ports. A TLS listener
 * drops a connection after 350 silent seconds, which cannot be changed ("Listeners for your Network Load Balancers",
 * as of 2026-11): responses that take longer must stream.
 */
export class RegionalEndpoint extends Construct {
  /** DNS name of the load balancer. */
  readonly dnsName: string;
  /** Hosted zone of {@link dnsName}, for alias records. */
  readonly zoneId: string;
  /** ARN of the load balancer. */
  readonly arn: string;
  /** Security group that traffic and health checks to the targets come from. */
  readonly securityGroupId: string;
  /** Target group ARN by service name. */
  readonly targetGroupArns: Readonly<Record<string, string>>;
  /** Last part of the load balancer's ARN, a dimension of its metrics. */
  readonly arnSuffix: string;
  /** Last part of the target group's ARN, a dimension of its metrics, by service name. */
  readonly targetGroupSuffixes: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: RegionalEndpointProps) {
    super(scope, id);
    if (Token.isUnresolved(props.vpcCidr)) throw new Error('vpcCidr: must be a literal, got a reference');

    const securityGroup = createSecurityGroup(this, props);
    const loadBalancer = new Lb(this, 'load-balancer', {
      name: boundedName('load-balancer', ...props.nameParts),
      loadBalancerType: 'network',
      internal: false,
      subnets: [...props.publicSubnetIds],
      // A Network Load Balancer that is created without a security group can never get one.
      securityGroups: [securityGroup.id],
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: props.deletionProtection,
      accessLogs: { enabled: true, bucket: props.accessLogBucketName, prefix: accessLogFolders.loadBalancer },
    });
    const targetGroups = props.services.map((service) => ({
      service,
      targetGroup: createTargetGroup(this, service, props),
    }));
    for (const { service, targetGroup } of targetGroups) {
      // Called by the port, which AWS gives away once: when a service gets another name, clients keep their listener.
      new LbListener(this, `listener-${service.listenerPort}`, {
        loadBalancerArn: loadBalancer.arn,
        port: service.listenerPort,
        protocol: 'TLS',
        sslPolicy: tlsPolicy,
        certificateArn: props.certificateArn,
        defaultAction: [{ type: 'forward', targetGroupArn: targetGroup.arn }],
      });
    }

    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.arn = loadBalancer.arn;
    this.securityGroupId = securityGroup.id;
    this.targetGroupArns = Object.fromEntries(
      targetGroups.map(({ service, targetGroup }) => [service.name, targetGroup.arn]),
    );
    this.arnSuffix = loadBalancer.arnSuffix;
    this.targetGroupSuffixes = Object.fromEntries(
      targetGroups.map(({ service, targetGroup }) => [service.name, targetGroup.arnSuffix]),
    );
  }
}

function createSecurityGroup(scope: Construct, props: RegionalEndpointProps): SecurityGroup {
  const name = boundedName('security-group', ...props.nameParts, 'endpoint');
  const group = new SecurityGroup(scope, 'security-group', {
    name,
    description: 'Public inference endpoint',
    vpcId: props.vpcId,
    tags: { Name: name },
  });
  for (const { name: service, listenerPort } of props.services) {
    // Called by the port for the same reason as the listeners: EC2 refuses the same rule twice.
    new VpcSecurityGroupIngressRule(scope, `from-internet-${listenerPort}`, {
      securityGroupId: group.id,
      ipProtocol: 'tcp',
      fromPort: listenerPort,
      toPort: listenerPort,
      cidrIpv4: '0.0.0.0/0',
      description: `TLS clients of ${service}`,
    });
  }
  // Services may share a target port.
  for (const port of new Set(props.services.map((service) => service.targetPort))) {
    new VpcSecurityGroupEgressRule(scope, `to-targets-${port}`, {
      securityGroupId: group.id,
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIpv4: props.vpcCidr,
      description: 'Requests and health checks to the pods',
    });
  }
  return group;
}

function createTargetGroup(scope: Construct, service: EndpointService, props: RegionalEndpointProps): LbTargetGroup {
  const identity = { port: service.targetPort, protocol: 'TCP', targetType: 'ip' };
  return new LbTargetGroup(scope, `target-group-${service.name}`, {
    // A listener keeps its target group from being deleted, so a replacement is created first, which takes a new name.
    // The name therefore contains a hash of everything that replaces the group.
    name: boundedName(
      'target-group',
      ...props.nameParts,
      service.name,
      shortHash(JSON.stringify([identity, props.vpcCidr])),
    ),
    ...identity,
    vpcId: props.vpcId,
    deregistrationDelay: String(service.deregistrationDelaySeconds),
    // Without this an open connection outlives the delay, and a client that keeps its connections alive never leaves.
    connectionTermination: true,
    preserveClientIp: 'false',
    // A dead node cannot reset its connections; its clients would wait for their own timeouts.
    targetHealthState: [{ enableUnhealthyConnectionTermination: true }],
    healthCheck: {
      enabled: true,
      protocol: 'HTTP',
      path: service.healthCheckPath,
      port: 'traffic-port',
      matcher: '200-299',
      interval: service.probe.intervalSeconds,
      timeout: service.probe.timeoutSeconds,
      healthyThreshold: service.probe.healthyThreshold,
      unhealthyThreshold: service.probe.unhealthyThreshold,
    },
    lifecycle: { createBeforeDestroy: true },
  });
}
