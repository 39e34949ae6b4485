import { boundedName, nameLimits } from '../../catalog/name-limits';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import { extractReferences } from '../../constructs/kubernetes/references';
import { literalsIn } from '../../constructs/substrate/literal';
import { workflowLabel } from '../../constructs/training/follow-ups/workflow';
import { runPlaceholder, templateKey, templateName } from '../../constructs/training/run-template';
import { jobLabel, runLabel, trainingNamespace } from '../../constructs/training/training-props';
import type { Environment } from '../../planner/environment/environment';
import type { EvaluationPlan } from '../../planner/environment/evaluation-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { dispatcherOf } from '../../planner/training/home-region';
import { evaluationTemplate } from './evaluation';
import { templateOf } from './run-objects';
import { sentTemplateOf } from './sent-runs';

/** Where the runs of jobs are in a cluster, for those who start and follow them there. */
export const runsInCluster = {
  namespace: trainingNamespace,
  jobLabel,
  runLabel,
  workflowLabel,
  /** Of what Kueue has brought from another cluster. */
  originLabel: 'kueue.x-k8s.io/multikueue-origin',
  template: (job: string) => ({ name: templateName(job), key: templateKey }),
} as const;

/** Longest name of a run. */
export const longestRunName = nameLimits['training-run'];

/** Name of a run that starts at a time of UTC, `YYYYMMDDhhmm`. */
export function runNameAt(job: string, time: string): string {
  return `${boundedName('training-run-start', job)}-${time}`;
}

/** The objects of a run with a name of its own, as JSON, out of a template's. */
export function runFromTemplate(template: string, name: string): string {
  return template.replaceAll(runPlaceholder, name);
}

function templateIn(environment: Environment, region: RegionPlan, job: TrainingPlan | EvaluationPlan): Manifest {
  if ('startsIn' in job) return evaluationTemplate(environment, region, job);
  const isSent = dispatcherOf(environment, job) === region.name;
  return isSent ? sentTemplateOf(environment, job) : templateOf(environment, region, job);
}

/** The template of a job or an evaluation in a region as the spec has it, which may be newer than what is deployed. */
export function plannedTemplate(of: Environment, inRegion: RegionPlan, ofJob: TrainingPlan | EvaluationPlan): string {
  const { environment, region, job } = literalsIn({ environment: of, region: inRegion, job: ofJob });
  const planned = templateIn(environment, region, job);
  const { manifests } = extractReferences([planned]);
  const [template] = manifests as readonly { readonly data?: Readonly<Record<string, string>> }[];
  return template?.data?.[templateKey] ?? '';
}
