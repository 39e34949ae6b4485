import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Construct } from 'constructs';
import type { ZoneSubnets } from './zone-subnets';

/** Inputs of {@link RouteTables}. */
export interface RouteTablesProps {
  /** Prefix of the Name tags. */
  readonly name: string;
  readonly vpcId: string;
  readonly internetGatewayId: string;
  /** Subnets of each zone, and the NAT gateway that its private subnet uses, which may be in another zone. */
  readonly zones: readonly { readonly subnets: ZoneSubnets; readonly natGatewayId: string }[];
}

const everywhere = '0.0.0.0/0';

/**
 * Route tables: one for all public subnets, to the internet gateway; one for each private subnet, to a NAT gateway; and
 * one for all control-plane subnets that leads nowhere outside, because EKS only talks to the VPC through them.
 */
export class RouteTables extends Construct {
  /** Route tables of the private subnets, in the order of the zones. */
  readonly privateIds: readonly string[];
  /** Route table of the control-plane subnets. */
  readonly controlPlaneId: string;

  constructor(scope: Construct, id: string, props: RouteTablesProps) {
    super(scope, id);
    const { name, vpcId } = props;
    const addTable = (kind: string) => new RouteTable(this, kind, { vpcId, tags: { Name: `${name}-${kind}` } }).id;
    const addDefaultRoute = (
      kind: string,
      routeTableId: string,
      target: { gatewayId: string } | { natGatewayId: string },
    ) => new Route(this, `${kind}-internet`, { routeTableId, destinationCidrBlock: everywhere, ...target });
    const associate = (kind: string, routeTableId: string, subnetId: string) =>
      new RouteTableAssociation(this, `${kind}-association`, { routeTableId, subnetId });

    const publicId = addTable('public');
    addDefaultRoute('public', publicId, { gatewayId: props.internetGatewayId });
    const controlPlaneId = addTable('control-plane');

    const privateIds = props.zones.map(({ subnets, natGatewayId }) => {
      const privateId = addTable(`private-${subnets.zoneId}`);
      addDefaultRoute(`private-${subnets.zoneId}`, privateId, { natGatewayId });
      associate(`private-${subnets.zoneId}`, privateId, subnets.privateSubnetId);
      associate(`public-${subnets.zoneId}`, publicId, subnets.publicSubnetId);
      associate(`control-plane-${subnets.zoneId}`, controlPlaneId, subnets.controlPlaneSubnetId);
      return privateId;
    });

    this.privateIds = privateIds;
    this.controlPlaneId = controlPlaneId;
  }
}
