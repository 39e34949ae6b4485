import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws } from '../../resource-model';
import { invalidParameter, invalidRequest } from './shared';

/** The launch template that a node group names. */
export function templateOf(group: Values, aws: Aws): Values | undefined {
  const [id, name] = [textOf(group, 'launch_template.id'), textOf(group, 'launch_template.name')];
  if (id !== undefined) return aws.find('aws_launch_template', id);
  if (name === undefined) return undefined;
  return aws.list('aws_launch_template').find((template) => textOf(template, 'name') === name);
}

/**
 * Refuses a node group whose launch template EKS would not take. Only the latest version is there to be looked at.
 * Source: Amazon EKS User Guide, "Customize managed nodes with launch templates"; 2026-11.
 */
export function refuseTemplate(group: Values, template: Values | undefined, aws: Aws): void {
  const isBlock = textOf(group, 'capacity_type') === 'CAPACITY_BLOCK';
  if (template === undefined) {
    if (isBlock) throw invalidParameter('A launch template is required for the capacity type CAPACITY_BLOCK.');
    return;
  }
  const latest = numberOf(template, 'latest_version') ?? 1;
  const version = textOf(group, 'launch_template.version') ?? '';
  if (/^\d+$/.test(version) && (Number(version) < 1 || Number(version) > latest)) {
    const id = textOf(template, 'id');
    throw invalidRequest(`The specified launch template version ${version} of ${id} does not exist.`);
  }
  refuseBoth(group, template);
  if (/^\d+$/.test(version) && Number(version) !== latest) return;
  refuseForbidden(template);
  refuseMarket(template, isBlock);
  refuseUserData(template);
  refuseMissingGroups(template, aws);
}

/** What a node group and its template cannot say both. */
function refuseBoth(group: Values, template: Values): void {
  if (textsAt(group, 'instance_types').length > 0 && textOf(template, 'instance_type')) {
    throw invalidRequest('Cannot specify instance types in launch template and API request');
  }
  if (numberOf(group, 'disk_size')) throw invalidParameter('Disk size must be specified within the launch template.');
  if (blocksOf(group, 'remote_access').length > 0) {
    throw invalidParameter('Remote access configuration cannot be specified with a launch template.');
  }
  const ofImage = ['ami_type', 'version', 'release_version'].filter((name) => textOf(group, name));
  const isCustom = ofImage.every((name) => name === 'ami_type' && textOf(group, name) === 'CUSTOM');
  if (textOf(template, 'image_id') && !isCustom) {
    throw invalidParameter(`You cannot specify the field(s) ${ofImage.join(', ')} when using custom AMIs.`);
  }
}

function refuseForbidden(template: Values): void {
  const forbidden = [
    blocksOf(template, 'iam_instance_profile').length > 0 && 'an instance profile',
    textsAt(template, 'network_interfaces.subnet_id').length > 0 && 'a subnet',
    isOn(template, 'hibernation_options.configured') && 'hibernation',
    textOf(template, 'instance_initiated_shutdown_behavior') && 'a shutdown behavior',
  ].find((found) => typeof found === 'string');
  if (forbidden) throw invalidRequest(`Launch template should not specify ${forbidden}.`);
}

function refuseMarket(template: Values, isBlock: boolean): void {
  const market = textOf(template, 'instance_market_options.market_type');
  const target = blocksOf(template, 'capacity_reservation_specification.capacity_reservation_target');
  if (market === 'spot') throw invalidRequest('Launch template should not specify instance market options of Spot.');
  if (isBlock !== (market === 'capacity-block')) {
    throw invalidParameter(
      'The capacity type CAPACITY_BLOCK and the market type capacity-block of the launch template need each other.',
    );
  }
  if (isBlock && target.length === 0) {
    throw invalidParameter('A capacity reservation id is required for the capacity type CAPACITY_BLOCK.');
  }
}

/** EKS merges its own part into the user data, which therefore has to have parts. */
function refuseUserData(template: Values): void {
  const encoded = textOf(template, 'user_data');
  if (encoded === undefined || textOf(template, 'image_id')) return;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  // Bottlerocket takes TOML instead.
  if (/^\s*\[[\w."-]+\]/.test(decoded) || /^(MIME-Version|Content-Type): /im.test(decoded)) return;
  throw misconfigured('User data was not in the MIME multipart format.');
}

function refuseMissingGroups(template: Values, aws: Aws): void {
  const paths = ['vpc_security_group_ids', 'network_interfaces.security_groups'];
  const missing = paths.flatMap((path) => textsAt(template, path)).find((id) => !aws.find('aws_security_group', id));
  if (missing) throw misconfigured(`The security group '${missing}' does not exist`);
}

/** What EKS finds out when it starts the first node. */
export function misconfigured(message: string): ApiError {
  return new ApiError('Ec2LaunchTemplateInvalidConfiguration', message);
}
