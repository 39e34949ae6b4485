import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { Construct } from 'constructs';
import { RegionNetwork } from '../constructs/network/region-network';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';
import { wholeDays } from '../schemas/duration';
import { type Outputs, publish } from './outputs';
import { prepareStack, stackName } from './stack';
import type { StateAddress } from './state';

export interface NetworkOutputs extends Outputs {
  readonly vpcId: string;
  /** Subnets by zone id. */
  readonly privateSubnetIds: Readonly<Record<string, string>>;
  readonly publicSubnetIds: Readonly<Record<string, string>>;
  readonly controlPlaneSubnetIds: Readonly<Record<string, string>>;
  /** Addresses that its nodes have in the internet, by their place; only where other clusters have to let them in. */
  readonly natAddresses?: Readonly<Record<string, string>>;
}

/** The network of one region. */
export class NetworkStack extends TerraformStack {
  readonly outputs: NetworkOutputs;
  readonly address: StateAddress;

  constructor(scope: Construct, environment: Environment, region: RegionPlan) {
    super(scope, stackName(environment, 'network', region.name));
    this.address = prepareStack(this, environment, 'network', region.name);
    const accountId = new DataAwsCallerIdentity(this, 'account').accountId;

    const network = new RegionNetwork(this, 'network', {
      name: region.network.name,
      accountId,
      region: region.name,
      cidr: region.network.cidr,
      zones: region.network.zones,
      nat: region.network.nat,
      interfaceEndpointServices: region.network.interfaceEndpoints,
      flowLogRetentionDays: wholeDays(region.network.flowLogRetention),
      clusterName: region.cluster.name,
    });

    this.outputs = {
      vpcId: network.vpcId,
      privateSubnetIds: network.privateSubnetIds,
      publicSubnetIds: network.publicSubnetIds,
      controlPlaneSubnetIds: network.controlPlaneSubnetIds,
      ...(region.platform.dispatch && { natAddresses: Object.fromEntries(network.natPublicIps.entries()) }),
    };
    publish(this, this.outputs);
  }
}
