import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isEqual, numberOf, textOf } from '../../../protocol/paths';
import { unknown, type Value, type Values } from '../../../protocol/value';
import { arn } from '../../checks';
import { chosenName } from '../../chosen-name';
import type { Check, ResourceModel } from '../../resource-model';

const templateName = {
  matches: (text: string) => /^[0-9A-Za-z()./_-]*$/.test(text),
  expected: 'a name of letters, digits and any of ().-/_',
};

/** Switches that the provider takes as text, so that unset and false are different. */
const booleanText = {
  matches: (text: string) => ['', '0', '1', 't', 'T', 'f', 'F'].includes(text) || /^(true|false)$/i.test(text),
  expected: 'true or false as text',
};

/**
 * Source: EC2 API Reference, "CreateLaunchTemplate", "CreateLaunchTemplateVersion"; EC2 User Guide, "Launch template
 * restrictions"; 2026-11.
 */
export const launchTemplateModels: Readonly<Record<string, ResourceModel>> = {
  aws_launch_template: {
    replacedBy: forceNew.aws_launch_template,
    recomputed: ['latest_version'],
    checks: [
      { path: 'name', length: [3, 125] },
      { path: 'name', ...templateName },
      { path: 'name_prefix', length: [3, 99] },
      { path: 'name_prefix', ...templateName },
      { path: 'description', length: [0, 255] },
      { path: 'default_version', min: 1 },
      { path: 'instance_initiated_shutdown_behavior', oneOf: ['stop', 'terminate'] },
      { path: 'instance_market_options.market_type', oneOf: ['spot', 'capacity-block'] },
      ...blockDeviceChecks(),
      ...networkInterfaceChecks(),
      {
        path: 'capacity_reservation_specification.capacity_reservation_preference',
        oneOf: ['capacity-reservations-only', 'open', 'none'],
      },
      { path: 'iam_instance_profile.arn', ...arn },
      { path: 'metadata_options.http_endpoint', oneOf: ['enabled', 'disabled'] },
      { path: 'metadata_options.http_tokens', oneOf: ['optional', 'required'] },
      { path: 'metadata_options.http_protocol_ipv6', oneOf: ['enabled', 'disabled'] },
      { path: 'metadata_options.instance_metadata_tags', oneOf: ['enabled', 'disabled'] },
      { path: 'metadata_options.http_put_response_hop_limit', min: 1, max: 64 },
      { path: 'placement.tenancy', oneOf: ['default', 'dedicated', 'host'] },
      {
        path: 'tag_specifications.resource_type',
        oneOf: ['instance', 'volume', 'network-interface', 'spot-instances-request'],
      },
      { path: 'ebs_optimized', ...booleanText },
    ],
    unique: {
      of: (values) => textOf(values, 'name'),
      taken: 'InvalidLaunchTemplateName.AlreadyExistsException',
    },
    create(values, aws) {
      refuseContents(values);
      const id = aws.newId('lt');
      return {
        ...filledBlocks(values),
        id,
        arn: aws.arn('ec2', `launch-template/${id}`),
        name: chosenName(values, aws),
        name_prefix: null,
        latest_version: 1,
        default_version: 1,
      };
    },
    /** Every change but one of the tags or of the default version makes a new version. */
    update(values, prior) {
      refuseContents(values);
      const latest = numberOf(prior, 'latest_version') ?? 1;
      const changed = Object.keys(values).filter((name) => !outsideVersions.has(name));
      const isNewVersion = changed.some((name) => !isEqual(values[name], prior[name]));
      return { ...filledBlocks(values), latest_version: isNewVersion ? latest + 1 : latest };
    },
  },
};

const outsideVersions = new Set([
  'tags',
  'tags_all',
  'default_version',
  'update_default_version',
  'latest_version',
  'id',
  'arn',
  'name',
  'name_prefix',
  'region',
]);

function blockDeviceChecks(): Check[] {
  const ebs = 'block_device_mappings.ebs';
  return [
    { path: `${ebs}.volume_type`, oneOf: ['standard', 'io1', 'io2', 'gp2', 'gp3', 'sc1', 'st1'] },
    { path: `${ebs}.encrypted`, ...booleanText },
    { path: `${ebs}.delete_on_termination`, ...booleanText },
    { path: `${ebs}.kms_key_id`, ...arn },
    // 1000 in version 5 of the provider, 2000 since EC2 raised the limit.
    { path: `${ebs}.throughput`, min: 125, max: 2000 },
    { path: `${ebs}.volume_initialization_rate`, min: 100, max: 300 },
  ];
}

function networkInterfaceChecks(): Check[] {
  return [
    { path: 'network_interfaces.interface_type', oneOf: ['efa', 'efa-only', 'interface'] },
    { path: 'network_interfaces.associate_public_ip_address', ...booleanText },
    { path: 'network_interfaces.delete_on_termination', ...booleanText },
  ];
}

/** What EC2 looks at before an instance is started. */
function refuseContents(values: Values): void {
  const userData = textOf(values, 'user_data');
  if (userData !== undefined) {
    const decoded = Buffer.from(userData, 'base64');
    if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(userData)) {
      throw new ApiError('InvalidUserData.Malformed', 'Invalid BASE64 encoding of user data.');
    }
    if (decoded.length > 16_384) {
      throw new ApiError('InvalidParameterValue', 'User data is limited to 16384 bytes');
    }
  }
  const ofInstance = [
    ...securityGroups(values, 'vpc_security_group_ids'),
    ...securityGroups(values, 'security_group_names'),
  ];
  if (ofInstance.length > 0 && blocksOf(values, 'network_interfaces').length > 0) {
    throw new ApiError(
      'InvalidParameterCombination',
      'Network interfaces and an instance-level security groups may not be specified on the same request',
    );
  }
}

function securityGroups(values: Values, name: string): readonly Value[] {
  const groups = values[name];
  return Array.isArray(groups) ? (groups as readonly Value[]) : [];
}

/** EC2 reports nothing for what a template leaves to the instance. */
function filledBlocks(values: Values): Values {
  return {
    block_device_mappings: blocksOf(values, 'block_device_mappings').map((mapping) => ({
      ...mapping,
      ebs: blocksOf(mapping, 'ebs').map(unsetWhereUnknown),
    })),
    metadata_options: blocksOf(values, 'metadata_options').map(unsetWhereUnknown),
  };
}

function unsetWhereUnknown(block: Values): Values {
  return Object.fromEntries(Object.entries(block).map(([name, value]) => [name, value === unknown ? null : value]));
}
