import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';
import { internetGatewayOf } from './internet-gateways';
import { addressIn, ipv4Address, publicAddress } from './network-ranges';

/** NAT gateways and the Elastic IP addresses that they use. */
export const natGatewayModels: Readonly<Record<string, ResourceModel>> = {
  aws_eip: {
    replacedBy: forceNew.aws_eip,
    checks: [{ path: 'domain', oneOf: ['vpc', 'standard'] }],
    inUse: 'AuthFailure',
    create(_values, aws) {
      const id = aws.newId('eipalloc');
      const address = publicAddress(id);
      const domain = aws.region === 'us-east-1' ? 'compute-1' : `${aws.region}.compute`;
      return {
        id,
        allocation_id: id,
        arn: aws.arn('ec2', `elastic-ip/${id}`),
        domain: 'vpc',
        public_ip: address,
        public_dns: `ec2-${address.replaceAll('.', '-')}.${domain}.amazonaws.com`,
        public_ipv4_pool: 'amazon',
        network_border_group: aws.region,
        association_id: '',
        carrier_ip: '',
        customer_owned_ip: '',
        instance: '',
        ipam_pool_id: null,
        network_interface: '',
        private_dns: null,
        private_ip: '',
        ptr_record: '',
      };
    },
  },

  aws_nat_gateway: {
    replacedBy: forceNew.aws_nat_gateway,
    checks: [
      { path: 'connectivity_type', oneOf: ['private', 'public'] },
      { path: 'availability_mode', oneOf: ['zonal', 'regional'] },
      { path: 'private_ip', ...ipv4Address },
    ],
    references: [
      { path: 'subnet_id', type: 'aws_subnet', missing: 'InvalidSubnetID.NotFound' },
      { path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound' },
      { path: 'allocation_id', type: 'aws_eip', missing: 'InvalidAllocationID.NotFound' },
      { path: 'secondary_allocation_ids', type: 'aws_eip', missing: 'InvalidAllocationID.NotFound' },
    ],
    create(values, aws) {
      const subnet = aws.find('aws_subnet', textOf(values, 'subnet_id') ?? '') ?? {};
      const vpcId = textOf(values, 'vpc_id') ?? textOf(subnet, 'vpc_id') ?? '';
      refuseAddresses(values, vpcId, aws);
      const id = aws.newId('nat');
      const address = aws.find('aws_eip', textOf(values, 'allocation_id') ?? '') ?? {};
      const isRegional = textOf(values, 'availability_mode') === 'regional';
      return {
        id,
        vpc_id: vpcId,
        availability_mode: 'zonal',
        association_id: aws.newId('eipassoc'),
        network_interface_id: isRegional ? '' : aws.newId('eni'),
        private_ip: isRegional ? null : addressIn(textOf(subnet, 'cidr_block') ?? '', id),
        public_ip: textOf(address, 'public_ip') ?? '',
        secondary_allocation_ids: [],
        secondary_private_ip_address_count: 0,
        secondary_private_ip_addresses: [],
        auto_provision_zones: isRegional ? 'enabled' : '',
        auto_scaling_ips: isRegional ? 'enabled' : '',
        regional_nat_gateway_address: [],
        regional_nat_gateway_auto_mode: isRegional ? 'enabled' : '',
        route_table_id: isRegional ? aws.newId('rtb') : '',
      };
    },
  },
};

/**
 * What becomes of public gateways without a way to the internet. The service creates such a gateway and lets it fail;
 * here, it is not created in the first place.
 */
function refuseAddresses(values: Values, vpcId: string, aws: Aws): void {
  if (textOf(values, 'connectivity_type') === 'private') return;
  const addresses = [...textsAt(values, 'allocation_id'), ...textsAt(values, 'secondary_allocation_ids')];
  if (addresses.length === 0 && textOf(values, 'availability_mode') !== 'regional') {
    throw new ApiError('MissingParameter', 'The request must contain the parameter AllocationId');
  }
  const taken = aws
    .list('aws_nat_gateway')
    .flatMap((other) => [...textsAt(other, 'allocation_id'), ...textsAt(other, 'secondary_allocation_ids')]);
  const address = addresses.find((each) => taken.includes(each));
  if (address) {
    throw new ApiError('Resource.AlreadyAssociated', `Elastic IP address [${address}] is already associated`);
  }
  if (internetGatewayOf(vpcId, aws) === undefined) {
    throw new ApiError('Gateway.NotAttached', `Network ${vpcId} has no Internet gateway attached`);
  }
}
