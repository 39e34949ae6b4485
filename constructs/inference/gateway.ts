import { gatewayMetricsPort } from '../../catalog/gateway-ports';
import { helperImages } from '../../catalog/images';
import { systemNodes } from '../cluster/node-pools/node-labels';
import { contentDigest } from '../kubernetes/content-digest';
import type { TargetGroupBinding } from '../kubernetes/custom-resources/target-group-binding';
import { soonGone } from '../kubernetes/lost-node';
import type { Manifest } from '../kubernetes/manifest';
import type { ConfigMap, Deployment, PodDisruptionBudget, Service, ServiceAccount } from '../kubernetes/objects';
import { bounded } from '../kubernetes/pod-security';
import { priorityClassName } from '../kubernetes/priority-classes';
import { type GatewaySettings, gatewayConfig } from './gateway-config';
import { inferenceNamespace } from './served-service';

/** Inputs of {@link gateway}. */
export interface GatewayProps extends GatewaySettings {
  /** Target group of each service, by its name. */
  readonly targetGroupArns: Readonly<Record<string, string>>;
}

/** Gateways of a region, on different nodes. */
export const gatewayReplicas = 2;

/** Labels that select the gateways' pods. */
export const gatewayLabels = { 'app.kubernetes.io/name': 'gateway', 'app.kubernetes.io/component': 'gateway' } as const;

/** Until a Network Load Balancer sends nothing more to a target that leaves. */
const leaveSeconds = 60;

/**
 * Until a Network Load Balancer sends something to a new target, which it takes minutes to register. A readiness gate
 * would wait for exactly that, and for ever where the target is not healthy because a service has no engine.
 */
const joinSeconds = 180;

const metadata = {
  name: 'gateway',
  namespace: inferenceNamespace,
  labels: { ...gatewayLabels, 'app.kubernetes.io/managed-by': 'ninefold' },
};

/** User of HAProxy's image. */
const user = 99;

/**
 * The way in to all public services of a region: HAProxy behind the Network Load Balancer, which has ended TLS. A changed
 * configuration starts new pods, and old ones finish what they have begun.
 *
 * Source: HAProxy's image (STOPSIGNAL SIGUSR1, the soft stop; user 99); AWS Load Balancer Controller documentation,
 * "TargetGroupBinding" and "Pod readiness gate"; its issues 1834 and 2366 (how long a target takes to join).
 */
export function gateway(props: GatewayProps): Manifest[] {
  const text = gatewayConfig(props);
  const { services } = props;
  const longest = Math.max(...services.map(({ longestSeconds }) => longestSeconds));
  const config: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'haproxy.cfg': text } };
  const account: ServiceAccount = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
  };
  const service: Service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'ClusterIP',
      selector: gatewayLabels,
      ports: services.map(({ name, port }) => ({ name, port, targetPort: port })),
    },
  };
  const budget: PodDisruptionBudget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata,
    spec: { maxUnavailable: 1, selector: { matchLabels: gatewayLabels } },
  };
  const bindings = services.map(({ name, port }): TargetGroupBinding => {
    const targetGroupARN = props.targetGroupArns[name];
    if (targetGroupARN === undefined) throw new Error(`${name} has no target group`);
    return {
      apiVersion: 'elbv2.k8s.aws/v1beta1',
      kind: 'TargetGroupBinding',
      metadata: { name, namespace: inferenceNamespace },
      spec: { targetGroupARN, targetType: 'ip', serviceRef: { name: 'gateway', port } },
    };
  });
  return [account, config, deployment(props, text, longest), service, budget, ...bindings];
}

function deployment({ services }: GatewayProps, text: string, longest: number): Deployment {
  const spread = (topologyKey: string, whenUnsatisfiable: string) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable,
    labelSelector: { matchLabels: gatewayLabels },
    // Those of the last version do not count while it is replaced.
    matchLabelKeys: ['pod-template-hash'],
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: {
      replicas: gatewayReplicas,
      selector: { matchLabels: gatewayLabels },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      minReadySeconds: joinSeconds,
      revisionHistoryLimit: 3,
      template: {
        metadata: {
          labels: gatewayLabels,
          annotations: { 'ninefold.dev/config': contentDigest(text, 16) },
        },
        spec: {
          serviceAccountName: metadata.name,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          priorityClassName: priorityClassName('critical'),
          nodeSelector: systemNodes,
          terminationGracePeriodSeconds: leaveSeconds + longest + 10,
          topologySpreadConstraints: [
            spread('topology.kubernetes.io/zone', 'ScheduleAnyway'),
            spread('kubernetes.io/hostname', 'DoNotSchedule'),
          ],
          tolerations: [...soonGone],
          securityContext: {
            runAsNonRoot: true,
            runAsUser: user,
            runAsGroup: user,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'haproxy',
              image: helperImages.haproxy,
              // `-W` would need to write a socket; a changed configuration comes with new pods.
              command: ['haproxy', '-db', '-f', '/usr/local/etc/haproxy/haproxy.cfg'],
              ports: [
                { name: 'metrics', containerPort: gatewayMetricsPort },
                ...services.map(({ port }) => ({ containerPort: port })),
              ],
              readinessProbe: {
                httpGet: { path: '/health', port: 'metrics' },
                periodSeconds: 5,
                failureThreshold: 2,
              },
              livenessProbe: {
                httpGet: { path: '/health', port: 'metrics' },
                periodSeconds: 10,
                failureThreshold: 6,
                timeoutSeconds: 5,
              },
              lifecycle: { preStop: { exec: { command: ['sleep', String(leaveSeconds)] } } },
              resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { memory: '2Gi' } },
              securityContext: bounded,
              volumeMounts: [{ name: 'config', mountPath: '/usr/local/etc/haproxy', readOnly: true }],
            },
          ],
          volumes: [{ name: 'config', configMap: { name: metadata.name } }],
        },
      },
    },
  };
}
