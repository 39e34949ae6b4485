import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { numberOf, textOf } from '../../../protocol/paths';
import { arn } from '../../checks';
import type { ResourceModel } from '../../resource-model';

const logged = [
  'vpc_id',
  'subnet_id',
  'eni_id',
  'transit_gateway_id',
  'transit_gateway_attachment_id',
  'regional_nat_gateway_id',
] as const;

/** Source: Amazon VPC User Guide, "Flow log records", default format. */
const defaultFormat = [
  'version',
  'account-id',
  'interface-id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log-status',
]
  .map((field) => `\${${field}}`)
  .join(' ');

/** Logs of the traffic in networks. */
export const flowLogModels: Readonly<Record<string, ResourceModel>> = {
  aws_flow_log: {
    replacedBy: forceNew.aws_flow_log,
    checks: [
      { path: 'log_destination_type', oneOf: ['cloud-watch-logs', 's3', 'kinesis-data-firehose'] },
      { path: 'traffic_type', oneOf: ['ACCEPT', 'REJECT', 'ALL'] },
      { path: 'max_aggregation_interval', min: 60, max: 600 },
      { path: 'destination_options.file_format', oneOf: ['plain-text', 'parquet'] },
      ...['iam_role_arn', 'log_destination', 'deliver_cross_account_role'].map((path) => ({ path, ...arn })),
    ],
    references: [
      { path: 'vpc_id', type: 'aws_vpc', missing: 'InvalidVpcId.NotFound', onDelete: 'ignore' },
      { path: 'subnet_id', type: 'aws_subnet', missing: 'InvalidSubnetId.NotFound', onDelete: 'ignore' },
      { path: 'iam_role_arn', type: 'aws_iam_role', by: 'arn', missing: 'InvalidParameter', onDelete: 'ignore' },
    ],
    unique: {
      of: (values) =>
        [...logged, 'traffic_type', 'log_destination', 'log_destination_type', 'log_format']
          .map((path) => textOf(values, path))
          .join(' '),
      taken: 'FlowLogAlreadyExists',
    },
    create(values, aws) {
      const interval = numberOf(values, 'max_aggregation_interval') ?? 600;
      if (interval !== 60 && interval !== 600) {
        throw new ApiError(
          'InvalidParameter',
          `expected max_aggregation_interval to be one of [60 600], got ${interval}`,
        );
      }
      const destinationType = textOf(values, 'log_destination_type') ?? 'cloud-watch-logs';
      if (destinationType === 'cloud-watch-logs' && textOf(values, 'iam_role_arn') === undefined) {
        throw new ApiError(
          'InvalidParameter',
          "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs",
        );
      }
      const id = aws.newId('fl');
      return {
        id,
        arn: aws.arn('ec2', `vpc-flow-log/${id}`),
        log_destination: '',
        log_format: defaultFormat,
      };
    },
  },
};
