import type { ResourceModel } from '../../resource-model';
import { placementGroupModels } from '../ec2/placement-groups';
import { vpcEndpointModels } from './endpoints';
import { flowLogModels } from './flow-logs';
import { internetGatewayModels } from './internet-gateways';
import { natGatewayModels } from './nat-gateways';
import { vpcNetworkModels } from './networks';
import { routeTableModels } from './route-tables';
import { subnetModels } from './subnets';

export { vpcData } from './data';

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
