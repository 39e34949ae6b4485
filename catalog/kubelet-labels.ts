/**
 * Domains of Kubernetes in which the kubelet takes any label of its node.
 * Source: Kubernetes documentation, kubelet, `--node-labels`; read 2026-11.
 */
export const openLabelDomains: readonly string[] = ['kubelet.kubernetes.io', 'node.kubernetes.io'];

/** Whether the domain of a label is another one, or below it. */
export function isInDomain(domain: string, other: string): boolean {
  return domain === other || domain.endsWith(`.${other}`);
}
