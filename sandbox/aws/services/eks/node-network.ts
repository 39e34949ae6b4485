import { ApiError } from '../../../cloud/api-error';
import { numberOf, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws } from '../../resource-model';

/**
 * Nodes become ready when pods have a network. A cluster that is made without add-ons has none until someone installs
 * it, and EKS gives up on nodes that do not join in time.
 */
export function refuseMissingNetwork(group: Values, cluster: Values, aws: Aws): void {
  if (cluster['bootstrap_self_managed_addons'] !== false) return;
  if ((numberOf(group, 'scaling_config.desired_size') ?? 0) === 0) return;
  const name = textOf(group, 'cluster_name');
  if (aws.find('aws_eks_addon', `${name}:vpc-cni`)) return;
  throw new ApiError(
    'NodeCreationFailure',
    `Instances failed to join the kubernetes cluster: ${name} has no network add-on such as vpc-cni`,
  );
}
