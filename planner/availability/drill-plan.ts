import { formatDuration } from '../../schemas/duration';
import type { DrainSwitchPlan } from '../environment/dns-plan';
import type { Environment } from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import { type ExperimentTemplate, experimentTemplate } from './experiment-template';
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

export function planDrill(environment: Environment, fault: Fault): DrillPlan {
  const region = regionOf(environment, fault);
  const experiment = region && experimentTemplate(environment, region, fault);
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
function argumentsOf(fault: Fault): string {
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
