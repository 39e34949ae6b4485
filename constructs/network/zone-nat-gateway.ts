import { Eip } from '@cdktf/provider-aws/lib/eip';
import type { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Construct } from 'constructs';

/** Inputs of a {@link ZoneNatGateway}. */
export interface ZoneNatGatewayProps {
  /** Name tag. */
  readonly name: string;
  /** Internet gateway of the VPC. */
  readonly internetGateway: InternetGateway;
  /** Public subnet of the zone. */
  readonly subnetId: string;
}

/** A NAT gateway in one zone, with an Elastic IP of its own, so that its address can be put on allow-lists. */
export class ZoneNatGateway extends Construct {
  /** NAT gateway id. */
  readonly id: string;
  /** Address that traffic through the gateway comes from. */
  readonly publicIp: string;

  constructor(scope: Construct, id: string, props: ZoneNatGatewayProps) {
    super(scope, id);
    const tags = { Name: props.name };
    // Nothing else orders them: an Elastic IP works only once the VPC has its internet gateway, and on destroy the
    // internet gateway can't be detached while the VPC still has mapped public addresses.
    const dependsOn = [props.internetGateway];

    const address = new Eip(this, 'address', { domain: 'vpc', tags, dependsOn });
    const gateway = new NatGateway(this, 'gateway', {
      allocationId: address.allocationId,
      subnetId: props.subnetId,
      tags,
      dependsOn,
    });

    this.id = gateway.id;
    this.publicIp = address.publicIp;
  }
}
