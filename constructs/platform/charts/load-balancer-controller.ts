import { systemNodes } from '../../cluster/node-pools/node-labels';
import { loadBalancerControllerAccount } from '../identities/load-balancer-controller-identity';
import { type ChartSettings, controllerReplicas, criticalPriority } from './chart-settings';

/**
 * The AWS Load Balancer Controller, which puts pods into the target groups of the regional load balancer and does
 * nothing else: Terraform owns load balancers.
 *
 * Region and VPC are given, because pods cannot ask the metadata service (hop limit 1). Its webhook that changes every
 * new Service is off: while the controller is away, no Service could be made.
 *
 * Source: values of the chart 3.5; AWS Load Balancer Controller documentation, "Installation" and "TargetGroupBinding".
 */
export const loadBalancerController: ChartSettings = {
  values: ({ clusterName, region, vpcId }) => ({
    clusterName,
    region,
    vpcId,
    replicaCount: controllerReplicas,
    serviceAccount: { create: true, name: loadBalancerControllerAccount },
    defaultTargetType: 'ip',
    enableServiceMutatorWebhook: false,
    createIngressClassResource: false,
    enableShield: false,
    enableWaf: false,
    enableWafv2: false,
    priorityClassName: criticalPriority,
    podDisruptionBudget: { maxUnavailable: 1 },
    nodeSelector: systemNodes,
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '256Mi' } },
  }),
};
