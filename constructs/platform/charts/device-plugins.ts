import { acceleratorVendors } from '../../cluster/node-pools/accelerator';
import { efaLabel } from '../../cluster/node-pools/efa-resources';
import { tolerateAccelerator } from '../../kubernetes/accelerated-pod';
import type { ChartSettings } from './chart-settings';

/**
 * Offers the NVIDIA GPUs of a node to pods as `nvidia.com/gpu`. EKS's AL2023 images bring the driver and the container
 * toolkit, and not the plugin. Pools label their nodes, so that node feature discovery is not needed to find them.
 *
 * Source: values of the chart 0.20; Amazon EKS User Guide, "Install Kubernetes device plugin for GPUs".
 */
export const nvidiaDevicePlugin: ChartSettings = {
  values: () => ({
    nodeSelector: acceleratorVendors.nvidia.labels,
    // The chart's own affinity asks for labels of node feature discovery, among others.
    affinity: null,
    gfd: { enabled: false },
    failOnInitError: true,
    tolerations: [tolerateAccelerator('nvidia')],
    priorityClassName: 'system-node-critical',
    resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  }),
};

/**
 * Offers Elastic Fabric Adapters as `vpc.amazonaws.com/efa`. It has to run on the tainted GPU nodes, which it does not
 * tolerate by default.
 *
 * Source: values of the chart 0.5.30; Amazon EKS User Guide, "Run machine learning training on Amazon EKS with EFA".
 */
export const efaDevicePlugin: ChartSettings = {
  values: () => ({
    nodeSelector: { [efaLabel]: 'true' },
    tolerations: [{ operator: 'Exists' }],
    resources: { requests: { cpu: '10m', memory: '20Mi' } },
  }),
};
