import type { ResourceModel } from '../resource-model';
import { flowLogModels } from './flow-logs';
import { internetGatewayModels } from './internet-gateways';
import { natGatewayModels } from './nat-gateways';
import { placementGroupModels } from './placement-groups';
import { routeTableModels } from './route-tables';
import { subnetModels } from './subnets';
import { vpcEndpointModels } from './vpc-endpoints';
import { vpcNetworkModels } from './vpc-networks';

export { vpcData } from './vpc-data';

/** Networks and everything that EC2 puts into them, other than security groups. */
export const vpcModels: Readonly<Record<string, ResourceModel>> = {
  ...vpcNetworkModels,
  ...subnetModels,
  ...internetGatewayModels,
  ...natGatewayModels,
  ...routeTableModels,
  ...vpcEndpointModels,
  ...flowLogModels,
  ...placementGroupModels,
};
