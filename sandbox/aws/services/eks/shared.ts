import { ApiError } from '../../../cloud/api-error';
import { textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { isAllowed } from '../../policies/policy-statements';
import type { Aws, Check, Reference } from '../../resource-model';

/** What a name of a cluster looks like to the provider. */
export function clusterNameChecks(path: string): Check[] {
  return [
    { path, length: [1, 100] },
    {
      path,
      matches: (text) => /^[0-9A-Za-z][0-9A-Za-z_-]*$/.test(text),
      expected: 'a name of letters, digits, hyphens and underscores that starts with a letter or digit',
    },
  ];
}

/** The cluster that something is in, and goes with. */
export const ofCluster: Reference = {
  path: 'cluster_name',
  type: 'aws_eks_cluster',
  missing: 'ResourceNotFoundException',
  onDelete: 'cascade',
};

/** The cluster that a resource names; references have shown that it exists. */
export function clusterOf(values: Values, aws: Aws): Values {
  return aws.find('aws_eks_cluster', textOf(values, 'cluster_name') ?? '') ?? {};
}

/** `1.35` as 35. */
export function minorOf(version: string | undefined): number {
  return Number((version ?? '').split('.')[1]);
}

/** Refuses a role that the service could not assume. Roles of other accounts are taken on trust. */
export function requireTrust(
  roleArn: string | undefined,
  { service, actions }: { readonly service: string; readonly actions: readonly string[] },
  aws: Aws,
  message: (arn: string) => string,
): void {
  const role = roleArn === undefined ? undefined : aws.findByArn(roleArn);
  const trust = role && textOf(role.values, 'assume_role_policy');
  if (roleArn === undefined || trust === undefined) return;
  const isTrusted = actions.every((action) => isAllowed(trust, { kind: 'Service', principals: [service], action }));
  if (!isTrusted) throw new ApiError('InvalidParameterException', message(roleArn));
}

export function invalidParameter(message: string): ApiError {
  return new ApiError('InvalidParameterException', message);
}

export function invalidRequest(message: string): ApiError {
  return new ApiError('InvalidRequestException', message);
}
