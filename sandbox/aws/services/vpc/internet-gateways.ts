import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, ResourceModel } from '../../resource-model';

/** Internet gateways, one for each VPC. */
export const internetGatewayModels: Readonly<Record<string, ResourceModel>> = {
  aws_internet_gateway: {
    replacedBy: forceNew.aws_internet_gateway,
    references: [{ path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcID.NotFound' }],
    create(values, aws) {
      refuseSecondGateway(values, aws);
      const id = aws.newId('igw');
      return { id, arn: aws.arn('ec2', `internet-gateway/${id}`), owner_id: aws.account, vpc_id: '' };
    },
    update(values, prior, aws) {
      if (textOf(values, 'vpc_id') === textOf(prior, 'vpc_id')) return {};
      refuseDetaching(prior, aws);
      refuseSecondGateway(values, aws);
      return {};
    },
    remove: refuseDetaching,
  },
};

/** The internet gateway of a VPC. */
export function internetGatewayOf(vpcId: string, aws: Aws): Values | undefined {
  return aws.list('aws_internet_gateway').find((gateway) => textOf(gateway, 'vpc_id') === vpcId);
}

function refuseSecondGateway(values: Values, aws: Aws): void {
  const vpcId = textOf(values, 'vpc_id');
  if (vpcId === undefined || internetGatewayOf(vpcId, aws) === undefined) return;
  throw new ApiError('InvalidParameterValue', `Network ${vpcId} already has an internet gateway attached`);
}

/** A gateway stays as long as something in its VPC has a public address. */
function refuseDetaching(gateway: Values, aws: Aws): void {
  const vpcId = textOf(gateway, 'vpc_id');
  if (vpcId === undefined) return;
  const ofVpc = (values: Values) => textOf(values, 'vpc_id') === vpcId;
  const isMapped =
    aws.list('aws_nat_gateway').some((nat) => ofVpc(nat) && textOf(nat, 'public_ip') !== undefined) ||
    aws.list('aws_lb').some((balancer) => ofVpc(balancer) && !isOn(balancer, 'internal'));
  if (!isMapped) return;
  throw new ApiError(
    'DependencyViolation',
    `Network ${vpcId} has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.`,
  );
}
