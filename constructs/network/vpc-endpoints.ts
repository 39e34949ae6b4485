import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';

/** Inputs of {@link VpcEndpoints}. */
export interface VpcEndpointsProps {
  /** Prefix of names and Name tags. */
  readonly name: string;
  /** Region of the services. */
  readonly region: string;
  readonly vpcId: string;
  readonly vpcCidr: string;
  /** Route tables that lead to S3 through the gateway endpoint. */
  readonly routeTableIds: readonly string[];
  /** Subnets, at most one a zone, in which interface endpoints get an address. */
  readonly subnetIds: readonly string[];
  /** AWS services by short name, such as `ecr.api`; every one costs per zone and hour. Empty: none. */
  readonly interfaceServices: readonly string[];
}

/**
 * Private ways to AWS services: a gateway endpoint for S3, which is free and keeps model weights and image layers off
 * the NAT gateways, and interface endpoints with private DNS, so that clients in the VPC use them unknowingly.
 */
export class VpcEndpoints extends Construct {
  constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const { name, vpcId } = props;
    const serviceName = (service: string) => `com.amazonaws.${props.region}.${service}`;

    new VpcEndpoint(this, 's3', {
      vpcId,
      vpcEndpointType: 'Gateway',
      serviceName: serviceName('s3'),
      routeTableIds: [...props.routeTableIds],
      tags: { Name: `${name}-s3` },
    });

    if (props.interfaceServices.length === 0) return;
    const securityGroupIds = [endpointSecurityGroup(this, props).id];
    for (const service of props.interfaceServices) {
      new VpcEndpoint(this, `interface-${service}`, {
        vpcId,
        vpcEndpointType: 'Interface',
        serviceName: serviceName(service),
        privateDnsEnabled: true,
        subnetIds: [...props.subnetIds],
        securityGroupIds,
        tags: { Name: `${name}-${service}` },
      });
    }
  }
}

/** Endpoints only answer: with no egress rule declared, Terraform removes the one that AWS adds to a new group. */
function endpointSecurityGroup(scope: Construct, { name, vpcId, vpcCidr }: VpcEndpointsProps): SecurityGroup {
  const groupName = boundedName('security-group', name, 'endpoints');
  const group = new SecurityGroup(scope, 'security-group', {
    name: groupName,
    description: 'Interface endpoints of AWS services',
    vpcId,
    tags: { Name: groupName },
  });
  new VpcSecurityGroupIngressRule(scope, 'https-from-vpc', {
    securityGroupId: group.id,
    description: 'HTTPS from the VPC',
    cidrIpv4: vpcCidr,
    ipProtocol: 'tcp',
    fromPort: 443,
    toPort: 443,
  });
  return group;
}
