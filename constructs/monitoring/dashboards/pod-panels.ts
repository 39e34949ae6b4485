import { lines, type Panel } from './panel';

/** Pods of a namespace whose containers start again and again. */
export function restarts(namespace: string): Panel {
  return lines(
    'Restarts in an hour',
    'none',
    `sum by (pod) (increase(kube_pod_container_status_restarts_total{namespace="${namespace}"}[1h])) > 0`,
    '{{pod}}',
  );
}

/** How many pods of a namespace run, wait or have ended. */
export function podsByPhase(namespace: string): Panel {
  return lines(
    'Pods by phase',
    'none',
    `sum by (phase) (kube_pod_status_phase{namespace="${namespace}"})`,
    '{{phase}}',
  );
}
