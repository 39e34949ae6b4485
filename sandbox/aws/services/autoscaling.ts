import { randomUUID } from 'node:crypto';
import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { numberOf, textOf, textsAt } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { arn } from '../checks';
import { chosenName } from '../chosen-name';
import type { Aws, Reference, ResourceModel } from '../resource-model';

const ofGroup: Reference = {
  path: 'autoscaling_group_name',
  type: 'aws_autoscaling_group',
  missing: 'ValidationError',
  // Tags and scheduled actions are parts of the group.
  onDelete: 'cascade',
};

/**
 * Source: EC2 Auto Scaling API Reference, "CreateAutoScalingGroup", "PutScheduledUpdateGroupAction",
 * "CreateOrUpdateTags"; 2026-11.
 */
export const autoscalingModels: Readonly<Record<string, ResourceModel>> = {
  aws_autoscaling_group: {
    replacedBy: ['name', 'name_prefix', 'initial_lifecycle_hook'],
    checks: [
      { path: 'name', length: [0, 255] },
      { path: 'name_prefix', length: [0, 229] },
      { path: 'health_check_type', oneOf: ['', 'EC2', 'ELB', 'EBS', 'VPC_LATTICE'] },
      { path: 'service_linked_role_arn', ...arn },
    ],
    references: [
      { path: 'vpc_zone_identifier', type: 'aws_subnet', missing: 'ValidationError' },
      { path: 'launch_template.id', type: 'aws_launch_template', missing: 'ValidationError', onDelete: 'ignore' },
      {
        path: 'launch_template.name',
        type: 'aws_launch_template',
        by: 'name',
        missing: 'ValidationError',
        onDelete: 'ignore',
      },
    ],
    unique: { of: (values) => textOf(values, 'name'), taken: 'AlreadyExists' },
    inUse: 'ResourceInUse',
    create(values, aws) {
      refuseSizes(values);
      const name = chosenName(values, aws);
      const template = templateOf(values, aws);
      return {
        id: name,
        name,
        name_prefix: null,
        arn: groupArn(name, aws),
        availability_zones: zonesOf(values, aws),
        default_cooldown: 300,
        desired_capacity: numberOf(values, 'min_size') ?? 0,
        health_check_type: 'EC2',
        load_balancers: [],
        target_group_arns: [],
        vpc_zone_identifier: [],
        predicted_capacity: 0,
        warm_pool_size: 0,
        service_linked_role_arn: serviceLinkedRole(aws),
        ...(template && {
          launch_template: [{ id: template['id'] ?? null, name: template['name'] ?? null, version: '$Default' }],
        }),
      };
    },
    update(values) {
      refuseSizes(values);
      return {};
    },
  },
  aws_autoscaling_group_tag: {
    replacedBy: forceNew.aws_autoscaling_group_tag,
    checks: [{ path: 'tag.key', length: [1, 128] }],
    references: [ofGroup],
    create: (values) => ({ id: `${textOf(values, 'autoscaling_group_name')},${textOf(values, 'tag.key')}` }),
  },
  aws_autoscaling_schedule: {
    replacedBy: forceNew.aws_autoscaling_schedule,
    checks: [
      { path: 'start_time', ...scheduleTime() },
      { path: 'end_time', ...scheduleTime() },
      { path: 'scheduled_action_name', length: [1, 255] },
    ],
    references: [ofGroup],
    importId: { attributes: ['autoscaling_group_name', 'scheduled_action_name'], separator: '/' },
    create(values, aws) {
      refuseSchedule(values);
      const group = textOf(values, 'autoscaling_group_name') ?? '';
      const action = textOf(values, 'scheduled_action_name') ?? '';
      return {
        id: action,
        arn: aws.arn(
          'autoscaling',
          `scheduledUpdateGroupAction:${randomUUID()}:autoScalingGroupName/${group}:scheduledActionName/${action}`,
        ),
        min_size: -1,
        max_size: -1,
        desired_capacity: -1,
        start_time: null,
        end_time: null,
        recurrence: null,
        time_zone: null,
      };
    },
    update(values) {
      refuseSchedule(values);
      return {};
    },
  },
};

/** A group that EKS makes for a node group, as the provider would record it. */
export function ownedGroup(name: string, sizes: { min: number; max: number; desired: number }, aws: Aws): Values {
  return {
    id: name,
    name,
    arn: groupArn(name, aws),
    min_size: sizes.min,
    max_size: sizes.max,
    desired_capacity: sizes.desired,
    health_check_type: 'EC2',
    service_linked_role_arn: serviceLinkedRole(aws),
  };
}

function groupArn(name: string, aws: Aws): string {
  return aws.arn('autoscaling', `autoScalingGroup:${randomUUID()}:autoScalingGroupName/${name}`);
}

function serviceLinkedRole(aws: Aws): string {
  const role = 'role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling';
  return aws.arn('iam', role, { scope: 'global' });
}

function templateOf(values: Values, aws: Aws): Values | undefined {
  const [id, name] = [textOf(values, 'launch_template.id'), textOf(values, 'launch_template.name')];
  return aws
    .list('aws_launch_template')
    .find((template) => textOf(template, 'id') === id || textOf(template, 'name') === name);
}

function zonesOf(values: Values, aws: Aws): string[] {
  const subnets = textsAt(values, 'vpc_zone_identifier').map((id) => aws.find('aws_subnet', id) ?? {});
  return [...new Set(subnets.flatMap((subnet) => textsAt(subnet, 'availability_zone')))];
}

function refuseSizes(values: Values): void {
  const [min = 0, max = 0] = [numberOf(values, 'min_size'), numberOf(values, 'max_size')];
  const desired = numberOf(values, 'desired_capacity') ?? min;
  if (min > max) throw new ApiError('ValidationError', 'Max bound must be greater than or equal to min bound');
  if (desired < min || desired > max) {
    const detail = `Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`;
    throw new ApiError('ValidationError', detail);
  }
}

function scheduleTime() {
  return {
    matches: (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text)),
    expected: 'a time in UTC such as 2027-01-31T08:00:00Z',
  };
}

function refuseSchedule(values: Values): void {
  const [start, end] = [textOf(values, 'start_time'), textOf(values, 'end_time')];
  if (start === undefined && textOf(values, 'recurrence') === undefined) {
    throw new ApiError('ValidationError', 'A start time or a recurrence must be specified');
  }
  if (start !== undefined && Date.parse(start) < Date.now()) {
    throw new ApiError('ValidationError', `Given start time is in the past: ${start}`);
  }
  if (start !== undefined && end !== undefined && Date.parse(end) <= Date.parse(start)) {
    throw new ApiError('ValidationError', `The end time ${end} is not after the start time ${start}`);
  }
}
