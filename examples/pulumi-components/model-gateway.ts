import * as k8s from '@pulumi/kubernetes';
import * as pulumi from '@pulumi/pulumi';

/** Inputs of a {@link ModelGateway}. */
export interface ModelGatewayArgs {
  readonly namespace: pulumi.Input<string>;
  readonly image: pulumi.Input<string>;
  readonly replicas: pulumi.Input<number>;
}

/** A component as a team has it in its Pulumi programs: nothing in it knows of Ninefold. */
export class ModelGateway extends pulumi.ComponentResource {
  readonly address: pulumi.Output<string>;

  constructor(name: string, args: ModelGatewayArgs, options?: pulumi.ComponentResourceOptions) {
    super('acme:serving:ModelGateway', name, {}, options);
    const parent = { parent: this };
    const labels = { 'app.kubernetes.io/name': name };
    const metadata = { name, namespace: args.namespace };

    const deployment = new k8s.apps.v1.Deployment(
      name,
      {
        metadata,
        spec: {
          replicas: args.replicas,
          selector: { matchLabels: labels },
          template: {
            metadata: { labels },
            spec: {
              containers: [
                {
                  name: 'gateway',
                  image: args.image,
                  ports: [{ name: 'http', containerPort: 8080 }],
                  readinessProbe: { httpGet: { path: '/ready', port: 'http' } },
                  resources: { requests: { cpu: '250m', memory: '256Mi' }, limits: { memory: '256Mi' } },
                },
              ],
            },
          },
        },
      },
      parent,
    );
    const service = new k8s.core.v1.Service(
      name,
      {
        metadata,
        spec: {
          selector: deployment.spec.template.metadata.labels,
          ports: [{ name: 'http', port: 80, targetPort: 'http' }],
        },
      },
      parent,
    );
    new k8s.policy.v1.PodDisruptionBudget(
      name,
      { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: deployment.spec.selector.matchLabels } } },
      parent,
    );
    new k8s.apiextensions.CustomResource(
      `${name}-metrics`,
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        metadata,
        spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'http' }] },
      },
      parent,
    );
    this.address = pulumi.interpolate`http://${service.metadata.name}.${service.metadata.namespace}`;
  }
}
