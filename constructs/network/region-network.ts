import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Construct } from 'constructs';
import { FlowLogs } from './flow-logs';
import { RouteTables } from './route-tables';
import { VpcEndpoints } from './vpc-endpoints';
import { ZoneNatGateway } from './zone-nat-gateway';
import { type NetworkZone, ZoneSubnets } from './zone-subnets';

/** Inputs of a {@link RegionNetwork}. */
export interface RegionNetworkProps {
  /** Prefix of names and Name tags, such as `chat-assistant-prod-use1`; unique in the account. */
  readonly name: string;
  /** Account of the network: its id, or a reference to it (one `DataAwsCallerIdentity` per stack). */
  readonly accountId: string;
  /** Region of the provider, such as `us-east-1`. */
  readonly region: string;
  /** Addresses of the VPC, such as `10.10.0.0/16`; the subnets of all zones lie inside, without overlap. */
  readonly cidr: string;
  /** Availability zones, at least one. The first one holds the NAT gateway if there is a single one. */
  readonly zones: readonly NetworkZone[];
  /**
   * `per-zone`: a zone that fails takes only its own way out with it, and traffic to the internet doesn't pay to cross
   * zones. `single`: one hourly charge instead of one a zone, and all private subnets lose the internet with the first
   * zone.
   */
  readonly nat: 'per-zone' | 'single';
  /** Services with an interface endpoint, by short name, such as `ecr.api`. Empty: none. S3 always has a gateway. */
  readonly interfaceEndpointServices: readonly string[];
  /** Days that CloudWatch keeps flow logs: one of the values that PutRetentionPolicy accepts, such as 365. */
  readonly flowLogRetentionDays: number;
  /** EKS cluster that will live here; Karpenter finds the private subnets by it. */
  readonly clusterName: string;
}

/**
 * The network of one region: a VPC with public, private and control-plane subnets in each zone, NAT, private endpoints
 * for AWS services, and flow logs. The default security group is closed and nothing gets a public address by itself.
 */
export class RegionNetwork extends Construct {
  /** Id of the VPC. */
  readonly vpcId: string;
  /** Addresses of the VPC. */
  readonly vpcCidr: string;
  /** Subnets for nodes and pods, by zone id, in the order of the zones. */
  readonly privateSubnetIds: Readonly<Record<string, string>>;
  /** Subnets for internet-facing load balancers, by zone id, in the order of the zones. */
  readonly publicSubnetIds: Readonly<Record<string, string>>;
  /** Subnets for the cluster's `vpc_config`, by zone id, in the order of the zones. */
  readonly controlPlaneSubnetIds: Readonly<Record<string, string>>;
  /** Addresses from which the private subnets reach the internet: one, or one a zone in the order of the zones. */
  readonly natPublicIps: readonly string[];

  constructor(scope: Construct, id: string, props: RegionNetworkProps) {
    super(scope, id);
    const { name, accountId, region, clusterName } = props;

    const vpc = new Vpc(this, 'vpc', {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: name },
    });
    const vpcId = vpc.id;
    new DefaultSecurityGroup(this, 'default-security-group', { vpcId, tags: { Name: `${name}-closed` } });
    const internetGateway = new InternetGateway(this, 'internet-gateway', { vpcId, tags: { Name: name } });

    const subnets = props.zones.map((zone) => new ZoneSubnets(this, zone.id, { name, vpcId, zone, clusterName }));
    const [first] = subnets;
    if (first === undefined) throw new Error(`RegionNetwork ${name} needs at least one zone`);

    const addNatGateway = ({ zoneId, publicSubnetId }: ZoneSubnets) =>
      new ZoneNatGateway(this, `nat-${zoneId}`, {
        name: `${name}-nat-${zoneId}`,
        internetGateway,
        subnetId: publicSubnetId,
      });
    const shared = props.nat === 'single' ? addNatGateway(first) : undefined;
    const zones = subnets.map((zone) => ({ subnets: zone, nat: shared ?? addNatGateway(zone) }));

    const routeTables = new RouteTables(this, 'routes', {
      name,
      vpcId,
      internetGatewayId: internetGateway.id,
      zones: zones.map(({ subnets, nat }) => ({ subnets, natGatewayId: nat.id })),
    });
    new VpcEndpoints(this, 'endpoints', {
      name,
      region,
      vpcId,
      vpcCidr: props.cidr,
      routeTableIds: [...routeTables.privateIds, routeTables.controlPlaneId],
      subnetIds: subnets.map((zone) => zone.privateSubnetId),
      interfaceServices: props.interfaceEndpointServices,
    });
    new FlowLogs(this, 'flow-logs', { name, accountId, region, vpcId, retentionDays: props.flowLogRetentionDays });

    this.vpcId = vpcId;
    this.vpcCidr = props.cidr;
    this.privateSubnetIds = byZone(subnets, (zone) => zone.privateSubnetId);
    this.publicSubnetIds = byZone(subnets, (zone) => zone.publicSubnetId);
    this.controlPlaneSubnetIds = byZone(subnets, (zone) => zone.controlPlaneSubnetId);
    this.natPublicIps = [...new Set(zones.map(({ nat }) => nat.publicIp))];
  }
}

function byZone(
  zones: readonly ZoneSubnets[],
  subnetId: (zone: ZoneSubnets) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(zones.map((zone) => [zone.zoneId, subnetId(zone)]));
}
