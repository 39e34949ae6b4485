import { isInDomain, openLabelDomains } from '../../../../catalog/kubelet-labels';
import { ApiError } from '../../../cloud/api-error';
import { numberOf } from '../../../protocol/paths';
import { isValues, type Values } from '../../../protocol/value';
import { invalidParameter } from './shared';

/** Labels of Kubernetes that the kubelet takes, beside those of its open domains. */
const openLabels = new Set([
  ...['kubernetes.io/arch', 'kubernetes.io/hostname', 'kubernetes.io/os', 'node.kubernetes.io/instance-type'],
  ...['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'],
  ...['beta.kubernetes.io/arch', 'beta.kubernetes.io/instance-type', 'beta.kubernetes.io/os'],
  ...['failure-domain.beta.kubernetes.io/region', 'failure-domain.beta.kubernetes.io/zone'],
]);

/**
 * Refuses labels of EKS itself, and those with which the kubelet does not start, so that no node joins.
 * Source: EKS API, "Label cannot contain reserved prefixes"; Kubernetes, kubelet, `--node-labels`; 2026-11.
 */
export function refuseLabels(group: Values): void {
  const keys = isValues(group['labels']) ? Object.keys(group['labels']) : [];
  if (keys.some((key) => isInDomain(domainOf(key), 'eks.amazonaws.com'))) {
    throw invalidParameter('Label cannot contain reserved prefixes [eks.amazonaws.com/]');
  }
  const unknown = keys.find((key) => isOfKubernetes(key) && !isOpen(key));
  if (unknown === undefined || (numberOf(group, 'scaling_config.desired_size') ?? 0) === 0) return;
  throw new ApiError(
    'NodeCreationFailure',
    `Instances failed to join the kubernetes cluster: the kubelet does not start with the label ${unknown}`,
  );
}

function isOfKubernetes(key: string): boolean {
  return ['kubernetes.io', 'k8s.io'].some((domain) => isInDomain(domainOf(key), domain));
}

function isOpen(key: string): boolean {
  return openLabels.has(key) || openLabelDomains.some((domain) => isInDomain(domainOf(key), domain));
}

/** What is before the slash of a label; the empty text for one without a domain. */
function domainOf(key: string): string {
  return key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
}
