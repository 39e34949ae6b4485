import { copiedSecret } from '../../kubernetes/copied-secret';
import type { Manifest } from '../../kubernetes/manifest';
import { namespaceNamed } from '../../kubernetes/namespace-selector';
import type { ConfigMap, NetworkPolicy } from '../../kubernetes/objects';
import { keptConfig } from '../kept-config';
import { templateLabel } from '../run-template';
import { jobLabel, labelsOf, trainingNamespace } from '../training-props';
import {
  type CommandStep,
  type FollowedJob,
  type FollowUpStep,
  followUpJob,
  stepFile,
  stepLabel,
} from './follow-up-step';

/** What is done with the results of a job. */
export interface FollowUpsProps {
  readonly of: FollowedJob;
  /** In their order; at least one. */
  readonly steps: readonly FollowUpStep[];
  /** Service that the step `evaluate` asks. @default none */
  readonly asks?: AskedServiceProps;
}

export interface AskedServiceProps {
  readonly namespace: string;
  /** Labels of its pods, and the port that they answer on. */
  readonly labels: Readonly<Record<string, string>>;
  readonly port: number;
  /** Name in Secrets Manager of its key; absent without one. */
  readonly apiKey?: string;
}

/** Name of the secret with the key of the service that the evaluation of a job asks. */
export function evaluationKeyName(job: string): string {
  return `evaluation-key-${job}`;
}

/** What the workflows of a job's runs need in a cluster: their steps, the files of those, and the way to a service. */
export function followUps(props: FollowUpsProps): Manifest[] {
  const { of, asks } = props;
  return [
    filesOf(props),
    followUpSteps(props),
    ...(asks ? [wayTo(of.job, asks)] : []),
    ...(asks?.apiKey === undefined
      ? []
      : [copiedSecret(trainingNamespace, evaluationKeyName(of.job), { key: asks.apiKey })]),
  ];
}

/** The jobs of the steps, each as a list in JSON; the workflow puts the name of the run into them. */
export function followUpSteps(props: FollowUpsProps): ConfigMap {
  const { of, steps } = props;
  const files = filesOf(props).metadata.name;
  return keptConfig(
    `steps-${of.job}`,
    Object.fromEntries(
      steps.map((step, index) => {
        const list = { apiVersion: 'v1', kind: 'List', items: [followUpJob(of, step, files)] };
        return [`${index}-${step.name}.json`, `${JSON.stringify(list, null, 2)}\n`];
      }),
    ),
    { ...labelsOf(of.job), [templateLabel]: 'steps' },
  );
}

function filesOf({ of, steps }: FollowUpsProps): ConfigMap {
  const commands = steps.filter((step): step is CommandStep => step.does === 'command');
  return keptConfig(
    `after-${of.job}`,
    Object.fromEntries(
      commands.flatMap(({ name, retryArgs, data, files }) => [
        ...Object.entries(files),
        [stepFile(name, 'retry-args'), retryArgs.map((argument) => `${argument}\n`).join('')],
        ...(data.length > 0
          ? [[stepFile(name, 'datasets'), data.map((file) => `${file.name} ${file.address}\n`).join('')]]
          : []),
      ]),
    ),
    labelsOf(of.job),
  );
}

/** Beside what all pods of the job may reach. */
function wayTo(job: string, { namespace, labels, port }: AskedServiceProps): NetworkPolicy {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `evaluation-${job}`, namespace: trainingNamespace, labels: labelsOf(job) },
    spec: {
      podSelector: { matchLabels: { [jobLabel]: job, [stepLabel]: 'evaluate' } },
      policyTypes: ['Egress'],
      egress: [
        {
          to: [
            {
              namespaceSelector: namespaceNamed(namespace),
              podSelector: { matchLabels: labels },
            },
          ],
          ports: [{ protocol: 'TCP', port }],
        },
      ],
    },
  };
}
