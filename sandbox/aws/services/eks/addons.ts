import { randomUUID } from 'node:crypto';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { arn } from '../../checks';
import type { Aws, DataModel, Reference, ResourceModel } from '../../resource-model';
import { timestamp } from '../../timestamp';
import { type Addon, addonVersions, defaultAddonVersion, findAddon } from './addon-versions';
import { association, associationOf, requirePodTrust } from './pod-identity';
import { clusterNameChecks, clusterOf, invalidParameter, ofCluster } from './shared';

/** Source: EKS API Reference, "CreateAddon", "UpdateAddon"; Amazon EKS User Guide, "Amazon EKS add-ons"; 2026-11. */
export const eksAddonModels: Readonly<Record<string, ResourceModel>> = {
  aws_eks_addon: {
    replacedBy: forceNew.aws_eks_addon,
    checks: [
      ...clusterNameChecks('cluster_name'),
      { path: 'addon_name', length: [1, 255] },
      {
        path: 'addon_version',
        matches: (text) => /^v\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(text),
        expected: 'a semantic version that starts with v',
      },
      { path: 'resolve_conflicts_on_create', oneOf: ['NONE', 'OVERWRITE'] },
      { path: 'resolve_conflicts_on_update', oneOf: ['NONE', 'OVERWRITE', 'PRESERVE'] },
      { path: 'service_account_role_arn', ...arn },
      { path: 'pod_identity_association.role_arn', ...arn },
    ],
    references: [
      ofCluster,
      ...['service_account_role_arn', 'pod_identity_association.role_arn'].map(
        (path): Reference => ({
          path,
          type: 'aws_iam_role',
          by: 'arn',
          missing: 'InvalidParameterException',
          onDelete: 'ignore',
        }),
      ),
    ],
    importId: { attributes: ['cluster_name', 'addon_name'], separator: ':' },
    unique: {
      of: (values) => `${textOf(values, 'cluster_name')}:${textOf(values, 'addon_name')}`,
      taken: 'ResourceInUseException',
    },
    create(values, aws) {
      const addon = requireAddon(values);
      const version = requireVersion(addon, values, aws);
      refuseConfiguration(values);
      ownAssociations(addon, values, aws);
      refuseLackOfNodes(addon, values, aws);
      const cluster = textOf(values, 'cluster_name');
      return {
        id: `${cluster}:${addon.name}`,
        arn: aws.arn('eks', `addon/${cluster}/${addon.name}/${randomUUID()}`),
        addon_version: version,
        configuration_values: '',
        created_at: timestamp(),
        modified_at: timestamp(),
      };
    },
    update(values, _prior, aws) {
      const addon = requireAddon(values);
      requireVersion(addon, values, aws);
      refuseConfiguration(values);
      ownAssociations(addon, values, aws);
      return {};
    },
  },
};

export const addonVersionData: DataModel = (config) => {
  const [name = '', kubernetes = ''] = ['addon_name', 'kubernetes_version'].map((path) => textOf(config, path));
  const addon = findAddon(name);
  const version =
    addon &&
    (isOn(config, 'most_recent') ? addonVersions(addon, kubernetes)[0] : defaultAddonVersion(addon, kubernetes));
  if (version === undefined) {
    throw new ApiError(
      'ResourceNotFoundException',
      `reading EKS Add-On version info (${name}, ${kubernetes}): couldn't find resource`,
    );
  }
  return { id: name, version };
};

function requireAddon(values: Values): Addon {
  const name = textOf(values, 'addon_name') ?? '';
  const addon = findAddon(name);
  if (addon === undefined) throw invalidParameter(`Addon ${name} specified is not supported`);
  return addon;
}

/** The version that is asked for, or the one that EKS recommends. */
function requireVersion(addon: Addon, values: Values, aws: Aws): string {
  const kubernetes = textOf(clusterOf(values, aws), 'version') ?? '';
  const version = textOf(values, 'addon_version') ?? defaultAddonVersion(addon, kubernetes);
  if (version === undefined || !addonVersions(addon, kubernetes).includes(version)) {
    throw invalidParameter(`Addon version specified is not supported: ${addon.name} ${version} on ${kubernetes}`);
  }
  return version;
}

/** EKS takes JSON and YAML; only what claims to be JSON can be looked at without knowing the add-on. */
function refuseConfiguration(values: Values): void {
  const text = textOf(values, 'configuration_values');
  if (!text?.trimStart().startsWith('{')) return;
  try {
    JSON.parse(text);
  } catch {
    throw invalidParameter('ConfigurationValue provided in request is not supported: it is not valid JSON');
  }
}

/** Associations that come and go with the add-on. */
function ownAssociations(addon: Addon, values: Values, aws: Aws): void {
  const cluster = textOf(values, 'cluster_name') ?? '';
  const ofAddon = aws.arn('eks', `addon/${cluster}/${addon.name}`);
  for (const wanted of blocksOf(values, 'pod_identity_association')) {
    const role = textOf(wanted, 'role_arn');
    requirePodTrust(role, aws);
    const account = { cluster, namespace: addon.namespace, name: textOf(wanted, 'service_account') ?? '' };
    const present = associationOf(account, aws);
    if (present && textOf(present, 'owner_arn') !== ofAddon) {
      throw new ApiError('ResourceInUseException', `Association already exists: ${textOf(present, 'id')}`);
    }
    const made = present ?? association(account, aws);
    aws.own('aws_eks_pod_identity_association', textOf(made, 'id') ?? '', {
      ...made,
      cluster_name: cluster,
      namespace: account.namespace,
      service_account: account.name,
      role_arn: role ?? null,
      owner_arn: ofAddon,
    });
  }
}

/** Without a node to run on, an add-on stays degraded until the provider gives up after 20 minutes. */
function refuseLackOfNodes(addon: Addon, values: Values, aws: Aws): void {
  if (!addon.needsNode || isOn(clusterOf(values, aws), 'compute_config.enabled')) return;
  const cluster = textOf(values, 'cluster_name');
  const groups = aws.list('aws_eks_node_group').filter((group) => textOf(group, 'cluster_name') === cluster);
  const isOpen = (group: Values) =>
    (numberOf(group, 'scaling_config.desired_size') ?? 0) > 0 &&
    !blocksOf(group, 'taint').some((taint) => textOf(taint, 'effect') !== 'PREFER_NO_SCHEDULE');
  if (groups.some(isOpen)) return;
  throw new ApiError(
    'InsufficientNumberOfReplicas',
    `waiting for EKS Add-On (${cluster}:${addon.name}) create: timeout while waiting for state to become 'ACTIVE' (last state: 'DEGRADED'): the cluster has no node without taints`,
  );
}
