import { Ec2SubnetCidrReservation } from '@cdktf/provider-aws/lib/ec2-subnet-cidr-reservation';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Construct } from 'constructs';
import { Netmask } from 'netmask';

/** Address plan of one availability zone. */
export interface NetworkZone {
  /** Availability zone id, such as `use1-az1`: the same physical zone in every account, unlike the zone's name. */
  readonly id: string;
  /** Subnet of nodes, pods, internal load balancers and interface endpoints; /20 is usual. */
  readonly privateCidr: string;
  /** Subnet of NAT gateways and internet-facing load balancers. */
  readonly publicCidr: string;
  /** Subnet of the interfaces through which the Kubernetes control plane reaches the nodes. */
  readonly controlPlaneCidr: string;
}

/** Inputs of {@link ZoneSubnets}. */
export interface ZoneSubnetsProps {
  /** Prefix of the Name tags. */
  readonly name: string;
  readonly vpcId: string;
  readonly zone: NetworkZone;
  /** Cluster whose Karpenter discovers the private subnet. */
  readonly clusterName: string;
}

/**
 * The three subnets of one availability zone. Nothing launched in them gets a public address.
 *
 * The tags `kubernetes.io/role/…` let the AWS Load Balancer Controller find subnets for internet-facing and internal
 * load balancers; `karpenter.sh/discovery` is what EC2NodeClasses select by. The control-plane subnet has neither, so
 * that nothing but EKS is placed there.
 */
export class ZoneSubnets extends Construct {
  /** Availability zone id. */
  readonly zoneId: string;
  readonly publicSubnetId: string;
  readonly privateSubnetId: string;
  readonly controlPlaneSubnetId: string;

  constructor(scope: Construct, id: string, props: ZoneSubnetsProps) {
    super(scope, id);
    const { name, vpcId, zone, clusterName } = props;
    const placement = { vpcId, availabilityZoneId: zone.id, mapPublicIpOnLaunch: false };

    const publicSubnet = new Subnet(this, 'public', {
      ...placement,
      cidrBlock: zone.publicCidr,
      tags: { Name: `${name}-public-${zone.id}`, 'kubernetes.io/role/elb': '1' },
    });
    const privateSubnet = new Subnet(this, 'private', {
      ...placement,
      cidrBlock: zone.privateCidr,
      tags: {
        Name: `${name}-private-${zone.id}`,
        'kubernetes.io/role/internal-elb': '1',
        'karpenter.sh/discovery': clusterName,
      },
    });
    const controlPlaneSubnet = new Subnet(this, 'control-plane', {
      ...placement,
      cidrBlock: zone.controlPlaneCidr,
      tags: { Name: `${name}-control-plane-${zone.id}` },
    });
    const podPrefixes = new Ec2SubnetCidrReservation(this, 'pod-prefixes', {
      subnetId: privateSubnet.id,
      cidrBlock: podPrefixRange(zone.privateCidr),
      reservationType: 'prefix',
    });

    this.zoneId = zone.id;
    this.publicSubnetId = publicSubnet.id;
    // Read from the reservation: an interface that is created before it may land inside the range and split a prefix.
    this.privateSubnetId = podPrefixes.subnetId;
    this.controlPlaneSubnetId = controlPlaneSubnet.id;
  }
}

/**
 * The part of a private subnet that is kept for prefixes: its upper half. In a /20 that is 127 prefixes (the broadcast
 * address spoils the last one), or 2032 pod addresses.
 *
 * With prefix delegation the VPC CNI asks EC2 for whole, aligned /28 blocks. Single addresses (of nodes, further
 * interfaces, load balancers, endpoints) are scattered over the unreserved part, and after some churn it may have
 * thousands of free addresses and no free /28: pods then stay in ContainerCreating with InsufficientCidrBlocks.
 *
 * Half, and not more, because the reservation is a floor for prefixes and the rest is a ceiling for single addresses:
 * EC2 takes prefixes from unreserved space once the reservation is full, but single addresses only from there. Besides,
 * reserved addresses don't count as available, and the VPC CNI passes over subnets without available addresses. The
 * lower half of a /20 holds 2044 single addresses: sixty nodes with 32 addressed interfaces each, the most that a GPU
 * instance has, or many hundreds of ordinary ones.
 *
 * Sources, as of 2026-11: Amazon VPC User Guide, "Subnet CIDR reservations"; Amazon EKS Best Practices Guide, "Prefix
 * Mode for Linux"; aws/amazon-vpc-cni-k8s#2749 (where EC2 looks for a prefix, in which order); awslabs/eks-perf-tests#511
 * (reserved addresses don't count as available).
 */
function podPrefixRange(privateCidr: string): string {
  const { base, bitmask } = new Netmask(privateCidr);
  return new Netmask(`${base}/${bitmask + 1}`).next().toString();
}
