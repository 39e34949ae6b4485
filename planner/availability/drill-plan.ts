import { fisActions } from '../../catalog/fis-actions';
import { formatDuration } from '../../schemas/duration';
import type { DrainSwitchPlan } from '../environment/dns-plan';
import type { Environment } from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import { classOf, describeFault, type Fault } from './fault';
import { prove } from './proof';
import { type Term, total } from './time-budget';

/** How to rehearse a failure in a real environment, and what to expect. */
export interface DrillPlan {
  readonly description: string;
  readonly before: readonly string[];
  readonly steps: readonly DrillStep[];
  readonly expected: readonly ExpectedEvent[];
  readonly after: readonly string[];
  /** For `aws fis create-experiment-template`; absent where no action fits. */
  readonly experiment?: { readonly region: string; readonly template: ExperimentTemplate };
}

export interface DrillStep {
  readonly what: string;
  readonly command?: string;
}

/** Seconds after the failure: typical and at worst. */
export interface ExpectedEvent {
  readonly typical: number | null;
  readonly worst: number | null;
  readonly what: string;
}

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

export function planDrill(environment: Environment, fault: Fault): DrillPlan {
  const region = regionOf(environment, fault);
  const experiment = region && templateOf(environment, region, fault);
  return {
    description: describeFault(fault),
    before: [
      'Choose an hour with little traffic, and tell everybody who is on call.',
      `Check that \`ninefold plan\` shows the promise kept, and \`ninefold sandbox drill ${argumentsOf(fault)}\` what you expect.`,
      ...(environment.dns ? [`Watch https://${environment.dns.host} from outside, and the failover alarms.`] : []),
    ],
    steps: stepsOf(environment, region, fault, experiment !== undefined),
    expected: expectedEvents(environment, fault),
    after: afterwards(environment, fault),
    ...(region && experiment && { experiment: { region: region.name, template: experiment } }),
  };
}

/** What `ninefold sandbox drill` is called with for the same failure. */
export function argumentsOf(fault: Fault): string {
  if (fault.kind === 'region') return `region ${fault.region}`;
  if (fault.kind === 'zone') return `zone ${fault.zone}`;
  return `${fault.kind} ${fault.service} --in ${fault.region}`;
}

function regionOf(environment: Environment, fault: Fault): RegionPlan | undefined {
  return environment.regions.find((region) =>
    fault.kind === 'zone' ? region.network.zones.some(({ id }) => id === fault.zone) : region.name === fault.region,
  );
}

function stepsOf(
  environment: Environment,
  region: RegionPlan | undefined,
  fault: Fault,
  hasExperiment: boolean,
): DrillStep[] {
  const name = region?.name ?? '';
  if (fault.kind === 'gpu') {
    return [
      {
        what: 'Find the pod of the DCGM exporter on the node of a replica.',
        command: `kubectl get pods -A -o wide | grep dcgm`,
      },
      {
        what: 'Inject the fatal XID 79 into GPU 0. It rehearses detection, alerts and the repair of the node: the GPU goes on working.',
        command: 'kubectl exec -n <namespace> <pod> -- dcgmi test --inject --gpuid 0 -f 230 -v 79',
      },
    ];
  }
  const drain = environment.dns?.checks.find((check) => check.region === name)?.drainSwitch;
  return [
    ...(fault.kind === 'region' && drain
      ? [
          {
            what: `First without a failure: drain ${name} by its switch, wait until its traffic is gone, and let it come back.`,
            command: drainCommand(drain, name, 1),
          },
          { what: 'End the drain.', command: drainCommand(drain, name, 0) },
        ]
      : []),
    ...(hasExperiment
      ? [
          {
            what: 'Create the experiment from the template, with your account and role filled in.',
            command: `aws fis create-experiment-template --region ${name} --cli-input-json file://template.json`,
          },
          {
            what: 'Look at what it would hit, before it does.',
            command: `aws fis start-experiment --region ${name} --experiment-template-id <id> --experiment-options actionsMode=skip-all`,
          },
          { what: 'Start it.', command: `aws fis start-experiment --region ${name} --experiment-template-id <id>` },
        ]
      : []),
  ];
}

/** The call that turns a region's switch: 1 drains it, 0 lets it come back. */
function drainCommand({ region, namespace, metric }: DrainSwitchPlan, drains: string, value: 0 | 1): string {
  return `aws cloudwatch put-metric-data --region ${region} --namespace ${namespace} --metric-name ${metric} --dimensions Region=${drains} --value ${value}`;
}

function expectedEvents(environment: Environment, fault: Fault): ExpectedEvent[] {
  const failure = classOf(fault);
  const budget = prove(environment).budgets.find((candidate) => candidate.failure === failure);
  if (budget === undefined) return [];
  const alert = total(budget.alert);
  const cumulated = budget.recovery.map((term, index) => {
    const until = total(budget.recovery.slice(0, index + 1));
    return { typical: finite(until.typical), worst: finite(until.worst), what: describeTerm(term) };
  });
  const events = [
    { typical: finite(alert.typical), worst: finite(alert.worst), what: 'the alert is sent' },
    ...cumulated,
  ];
  return events
    .filter((event, index) => index === 0 || event.worst !== events[index - 1]?.worst || event.worst === null)
    .sort((a, b) => (a.worst ?? Number.POSITIVE_INFINITY) - (b.worst ?? Number.POSITIVE_INFINITY));
}

function describeTerm({ what, setting }: Term): string {
  return `${what} (${setting})`;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(1)) : null;
}

function afterwards({ dns }: Environment, fault: Fault): string[] {
  const back =
    dns && (fault.kind === 'region' || fault.kind === 'service')
      ? [
          `Users come back by themselves after ${formatDuration(dns.healthCheck.returnAfter)} of health and what CloudWatch takes to see them.`,
        ]
      : [];
  return [...back, 'Compare the times with those above, and correct `assumptions` where yours differ.'];
}

function templateOf(environment: Environment, region: RegionPlan, fault: Fault): ExperimentTemplate | undefined {
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
