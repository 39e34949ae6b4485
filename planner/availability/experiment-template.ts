import { fisActions } from '../../catalog/fis-actions';
import type { Environment } from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import { describeFault, type Fault } from './fault';

/** Source: AWS Fault Injection Service API Reference, "CreateExperimentTemplate"; 2026-11. */
export interface ExperimentTemplate {
  readonly description: string;
  readonly targets: Readonly<Record<string, object>>;
  readonly actions: Readonly<Record<string, object>>;
  readonly stopConditions: readonly object[];
  readonly roleArn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** How long experiments last that end by themselves: longer than any recovery that is promised by default. */
const duration = 'PT15M';

/** Placeholders that the account fills in. */
const role = 'arn:aws:iam::<account>:role/<role for AWS FIS>';
const fisServiceAccount = '<service account that AWS FIS may use>';

/** The experiment that makes a fault happen in a region; undefined where AWS has no action that does. */
export function experimentTemplate(
  environment: Environment,
  region: RegionPlan,
  fault: Fault,
): ExperimentTemplate | undefined {
  const tags = { project: environment.project, environment: environment.name };
  const base = {
    description: `Ninefold drill: ${describeFault(fault)}`,
    // Without an alarm of yours nothing but the duration ends it.
    stopConditions: [{ source: 'none' }],
    roleArn: role,
    tags: { ...tags, Name: `ninefold-drill-${fault.kind}` },
  };
  const one = (action: { id: string; target: string; resourceType: string }, target: object, parameters: object) => ({
    ...base,
    targets: { [action.target.toLowerCase()]: { resourceType: action.resourceType, ...target } },
    actions: {
      [fault.kind]: { actionId: action.id, parameters, targets: { [action.target]: action.target.toLowerCase() } },
    },
  });
  switch (fault.kind) {
    case 'region':
      return one(
        fisActions.disruptConnectivity,
        { resourceTags: { ...tags, 'kubernetes.io/role/elb': '1' }, selectionMode: 'ALL' },
        { duration, scope: 'all' },
      );
    case 'zone':
      return zoneTemplate(base, region, fault.zone);
    case 'node':
      return one(
        fisActions.terminateInstances,
        {
          resourceTags: instanceTags(environment, region, fault.service),
          filters: [{ path: 'State.Name', values: ['running'] }],
          selectionMode: 'COUNT(1)',
        },
        {},
      );
    case 'process':
      return one(fisActions.deletePod, podTarget(region, fault.service, 'COUNT(1)'), {
        kubernetesServiceAccount: fisServiceAccount,
        gracePeriodSeconds: '0',
      });
    case 'service': {
      const port = region.endpoint?.services.find(({ name }) => name === fault.service)?.targetPort;
      return port === undefined
        ? undefined
        : one(fisActions.blackholePort, podTarget(region, fault.service, 'ALL'), {
            kubernetesServiceAccount: fisServiceAccount,
            duration,
            port: String(port),
            protocol: 'tcp',
            trafficType: 'ingress',
          });
    }
    case 'gpu':
      return undefined;
  }
}

function zoneTemplate(
  base: Omit<ExperimentTemplate, 'targets' | 'actions'>,
  region: RegionPlan,
  zone: string,
): ExperimentTemplate {
  const { id, target, resourceType } = fisActions.disruptConnectivity;
  const kinds = ['public', 'private'];
  return {
    ...base,
    targets: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        { resourceType, resourceTags: { Name: `${region.network.name}-${kind}-${zone}` }, selectionMode: 'ALL' },
      ]),
    ),
    actions: Object.fromEntries(
      kinds.map((kind) => [
        `zone-${kind}`,
        { actionId: id, parameters: { duration, scope: 'all' }, targets: { [target]: kind } },
      ]),
    ),
  };
}

function podTarget(region: RegionPlan, service: string, selectionMode: string): object {
  return {
    parameters: {
      clusterIdentifier: region.cluster.name,
      namespace: 'inference',
      selectorType: 'labelSelector',
      selectorValue: `app.kubernetes.io/name=${service}`,
    },
    selectionMode,
  };
}

/** Tags that EKS and Karpenter give to the instances of a pool. */
function instanceTags(
  environment: Environment,
  region: RegionPlan,
  serviceName: string,
): Readonly<Record<string, string>> {
  const service = environment.inference.find(({ name }) => name === serviceName);
  const pool = region.pools.find(({ name }) => name === service?.pool);
  return pool?.provisioner === 'karpenter'
    ? { 'eks:eks-cluster-name': region.cluster.name, 'karpenter.sh/nodepool': pool.name }
    : { 'eks:cluster-name': region.cluster.name, 'eks:nodegroup-name': pool?.name ?? '' };
}
