import { copiedSecret } from '../kubernetes/copied-secret';
import type { Manifest } from '../kubernetes/manifest';
import type { NetworkPolicy } from '../kubernetes/objects';
import { serviceAccount } from '../kubernetes/service-account';
import { toClouds } from '../kubernetes/way-out';
import { tokenSecret } from './token-secret';
import { jobFiles } from './training-files';
import { jobLabel, labelsOf, type TrainingJobProps, trainingAccount, trainingNamespace } from './training-props';

/** What a job has in a cluster, whether it runs or not: all that its runs need. */
export function trainingJob(props: TrainingJobProps): Manifest[] {
  const { job, tokens } = props;
  return [
    account(job),
    traffic(job),
    jobFiles(props),
    ...(Object.keys(tokens).length > 0 ? [copiedSecret(trainingNamespace, tokenSecret(job), tokens)] : []),
  ];
}

/** Who the pods of a job are. */
export function account(job: string): Manifest {
  return serviceAccount({ name: trainingAccount(job), namespace: trainingNamespace, labels: labelsOf(job) });
}

/** NCCL picks its ports, so the pods of a job reach each other at any; beside that, S3, hubs and the identity's agent. */
export function traffic(job: string): NetworkPolicy {
  const own = { podSelector: { matchLabels: { [jobLabel]: job } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: `training-${job}`, namespace: trainingNamespace, labels: labelsOf(job) },
    spec: {
      ...own,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ from: [own] }],
      egress: [{ to: [own] }, ...toClouds],
    },
  };
}
