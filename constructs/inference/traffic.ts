import { gatewayMetricsPort } from '../../catalog/gateway-ports';
import type { NetworkPolicy } from '../kubernetes/objects';
import { toClouds } from '../kubernetes/way-out';
import { gatewayLabels } from './gateway';
import { alertmanager, type GatewayService } from './gateway-config';
import { canaryName, inferenceNamespace, type ServedService } from './served-service';

const tcp = (port: number) => ({ protocol: 'TCP', port });
const from = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});

/**
 * What the pods of a service may talk to: they are asked by the gateway and by Prometheus, internal ones by every pod of
 * the cluster; they talk among themselves, and to S3 with rights that the agent gives them.
 *
 * Source: Kubernetes documentation, "Network Policies".
 */
export function engineTraffic(service: ServedService): NetworkPolicy {
  const names = [service.name, ...(service.canary ? [canaryName(service.name)] : [])];
  const own = {
    podSelector: {
      matchExpressions: [{ key: 'app.kubernetes.io/name', operator: 'In', values: names }],
      matchLabels: { 'app.kubernetes.io/component': 'engine' },
    },
  };
  const ports = [...new Set([service.command.port, service.canary?.command.port ?? service.command.port])];
  const clients =
    service.exposure === 'internal'
      ? [{ namespaceSelector: {} }]
      : [
          { podSelector: { matchLabels: gatewayLabels } },
          ...(service.askedBy ?? []).map(({ namespace, labels }) => ({
            ...from(namespace),
            podSelector: { matchLabels: labels },
          })),
        ];
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: service.name, namespace: inferenceNamespace },
    spec: {
      podSelector: own.podSelector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [...clients, from('monitoring')], ports: ports.map(tcp) }, { from: [own] }],
      egress: [{ to: [own] }, ...toClouds],
    },
  };
}

/** The load balancer asks from inside of the VPC; the gateway asks the engines, and Alertmanager whether it is at work. */
export function gatewayTraffic(services: readonly GatewayService[], vpcCidr: string): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'gateway', namespace: inferenceNamespace },
    spec: {
      podSelector: { matchLabels: gatewayLabels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        { from: [{ ipBlock: { cidr: vpcCidr } }], ports: services.map(({ port }) => tcp(port)) },
        { from: [from('monitoring')], ports: [tcp(gatewayMetricsPort)] },
      ],
      egress: [
        {
          to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/component': 'engine' } } }],
          ports: [
            ...new Set(services.flatMap(({ enginePort, canary }) => [enginePort, canary?.enginePort ?? enginePort])),
          ].map(tcp),
        },
        { to: [from('monitoring')], ports: [tcp(alertmanager.port)] },
      ],
    },
  };
}
