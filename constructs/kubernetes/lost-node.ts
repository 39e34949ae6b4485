import { toleratedSeconds } from '../../catalog/kubernetes-clocks';
import type { Toleration } from './objects';

/**
 * Half a minute in place of five until the pods of a lost node are replaced; the proof counts with it. Source: Kubernetes
 * documentation, "Taints and Tolerations", taint-based evictions.
 */
export const soonGone: readonly Toleration[] = ['not-ready', 'unreachable'].map((state) => ({
  key: `node.kubernetes.io/${state}`,
  operator: 'Exists',
  effect: 'NoExecute',
  tolerationSeconds: toleratedSeconds,
}));
