import { helperImages } from '../../catalog/images';
import { inferenceNamespace, servingLabels } from '../../constructs/inference/served-service';
import { contentDigest } from '../../constructs/kubernetes/content-digest';
import {
  type CommandStep,
  type FollowUpStep,
  type RegisterStep,
  stepFile,
} from '../../constructs/training/follow-ups/follow-up-step';
import {
  type AskedServiceProps,
  evaluationKeyName,
  type FollowUpsProps,
} from '../../constructs/training/follow-ups/follow-ups';
import { type AskedWorkload, workloadPath } from '../../constructs/training/follow-ups/workflow';
import { runPlaceholder } from '../../constructs/training/run-template';
import type { TrainingJobProps } from '../../constructs/training/training-props';
import type { Environment } from '../../planner/environment/environment';
import type { InferencePlan } from '../../planner/environment/inference-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import {
  type EvaluationCommand,
  evaluationKeyVariable,
  type FollowUpCommand,
  type FollowUps,
  trainingPaths,
} from '../../planner/environment/training-command';
import type { TrainingPlan } from '../../planner/environment/training-plan';
import { followUpSteps } from '../../planner/training/follow-up-steps';
import { layout } from '../artifacts/storage-layout';
import { bucketDatasets, fileOf, trainingWeights } from '../artifacts/training-sources';
import { named } from '../known';

/** How often a step is tried again; evaluations go on with the answers that they have. */
export const retries = { merge: 3, evaluate: 6, gate: 3, export: 3 } as const;

/** For steps that only ask and read. */
const small = { gpus: 0, cpus: 2, memoryGib: 8 } as const;

/** Disk for scores and benchmarks, in GiB. */
export const scoresGib = 50;

/** Folder in which the gate finds the reports of the evaluation. */
const reportsFolder = '/scratch/reports';

/** The steps after the runs of a job in a region, and the service that they ask. */
export function followUpsOf(
  environment: Environment,
  region: RegionPlan,
  job: TrainingPlan,
  props: TrainingJobProps,
): FollowUpsProps {
  const asked = askedService(environment, job);
  const place = placesOf(region, job);
  const commands: Readonly<Record<CommandStep['name'], () => FollowUpStep[]>> = {
    merge: () => commandStep('merge', job.after.merge, { weights: ['start', 'checkpoint'] }),
    evaluate: () => commandStep('evaluate', job.after.evaluate, { weights: asked ? [] : ['merged'] }),
    export: () => commandStep('export', job.after.export, { weights: ['merged'] }),
    gate: () => (job.after.evaluate ? [gateStep(props.region, job.after.evaluate, verdictOf(place))] : []),
  };

  function commandStep(
    name: 'merge' | 'evaluate' | 'export',
    command: FollowUpCommand | undefined,
    { weights }: { readonly weights: readonly Source[] },
  ): FollowUpStep[] {
    if (command === undefined) return [];
    const modelGib = named(environment.models, 'model', job.model).sizeGib;
    return [
      {
        does: 'command',
        name,
        image: props.image,
        command: [...command.program, ...command.args],
        retryArgs: name === 'evaluate' ? (job.after.evaluate?.retryArgs ?? []) : [],
        env: command.program[0] === 'megatron' ? { ...command.env, NPROC_PER_NODE: String(command.gpus) } : command.env,
        keepsParts: name === 'evaluate',
        output: command.output,
        result: `s3://${place.checkpoints}/${place.results[name]}`,
        inputs: weights.flatMap((source) => inputOf(environment, region, job, place, source)),
        data: name === 'export' ? measured(job) : [],
        files: {},
        resources: command.gpus === 0 ? small : shareOf(props, command.gpus, modelGib),
        scratchGib: name === 'evaluate' ? scoresGib : Math.ceil(modelGib * 1.2) + 10,
        on: 'pool',
        ...(name === 'evaluate' &&
          asked?.apiKeySecret !== undefined && {
            apiKey: { secret: evaluationKeyName(job.name), variable: evaluationKeyVariable },
          }),
        retries: retries[name],
      },
    ];
  }

  const steps = followUpSteps(job.after).flatMap((name) =>
    name === 'stage' || name === 'register' ? [registerStep(region, job, place, name, asked)] : commands[name](),
  );
  return {
    of: props,
    steps,
    ...(asked && { asks: asksOf(asked) }),
  };
}

/** How steps reach a service. */
export function asksOf({ name, command, apiKeySecret }: InferencePlan): AskedServiceProps {
  return {
    namespace: inferenceNamespace,
    labels: servingLabels(name),
    port: command.port,
    ...(apiKeySecret !== undefined && { apiKey: apiKeySecret }),
  };
}

function measured(job: TrainingPlan): CommandStep['data'] {
  return bucketDatasets(job)
    .filter(({ path }) => job.after.export?.data.includes(path))
    .map(fileOf);
}

/** The services of a region that evaluations of its jobs start anew. */
export function restartedBy(environment: Environment, jobs: readonly TrainingPlan[]): AskedWorkload[] {
  return jobs.flatMap((job) => {
    const asked = askedService(environment, job);
    return asked === undefined ? [] : [workloadOf(asked)];
  });
}

function askedService(environment: Environment, { after }: TrainingPlan): InferencePlan | undefined {
  return serviceAskedBy(environment, after.evaluate);
}

/** The service that an evaluation asks; undefined if it serves weights itself. */
export function serviceAskedBy(
  { inference }: Environment,
  evaluation: EvaluationCommand | undefined,
): InferencePlan | undefined {
  const name = evaluation?.asks?.service;
  return name === undefined ? undefined : named(inference, 'service', name);
}

/** The pods of a service. */
export function workloadOf({ name, nodesPerReplica }: InferencePlan): AskedWorkload {
  return { namespace: inferenceNamespace, kind: nodesPerReplica > 1 ? 'LeaderWorkerSet' : 'Deployment', name };
}

/** What a step reads: the weights that the job started from, its checkpoint, or the weights of one piece. */
type Source = 'start' | 'checkpoint' | 'merged';

interface Places {
  readonly checkpoints: string;
  /** Prefix of the last checkpoint. */
  readonly final: string;
  /** Prefix of what each step makes. */
  readonly results: Readonly<Record<CommandStep['name'], string>>;
  /** Name of the revision. */
  readonly revision: string;
}

/**
 * Results lie below a hash of what they are made by, so that the same run can be followed by other steps, and by the same
 * ones only once. A revision is a run, and how its weights were merged and quantised.
 */
function placesOf({ storage }: RegionPlan, { name, image, after }: TrainingPlan): Places {
  const merge = digestOf(image, after.merge);
  const exported = digestOf(merge, after.export);
  const evaluate = digestOf(after.evaluate?.asks ? exported : merge, { ...after.evaluate, gate: {} });
  const gate = digestOf(evaluate, after.evaluate?.gate);
  const runs = `${layout.runs}${name}/${runPlaceholder}/after`;
  const evaluations = `${layout.evaluations}${name}/${runPlaceholder}`;
  return {
    checkpoints: storage.checkpointBucket,
    final: `${layout.finals}${name}/${runPlaceholder}`,
    results: {
      merge: `${runs}/merged-${merge}`,
      export: `${runs}/exported-${exported}`,
      evaluate: `${evaluations}/scores-${evaluate}`,
      gate: `${evaluations}/verdict-${gate}`,
    },
    revision: `${runPlaceholder}-${exported}`,
  };
}

export function digestOf(...parts: readonly unknown[]): string {
  return contentDigest(JSON.stringify(parts), 6);
}

function inputOf(
  environment: Environment,
  region: RegionPlan,
  job: TrainingPlan,
  place: Places,
  source: Source,
): CommandStep['inputs'] {
  const weights = trainingWeights(environment, region, job);
  if (source === 'start') return weights.filter(({ name }) => name === 'weights-start');
  const start = named(weights, `input of ${job.name}`, 'weights-start');
  const isMerged = source === 'merged' && job.after.merge !== undefined;
  return [
    {
      name: source,
      bucket: place.checkpoints,
      prefix: isMerged ? place.results.merge : place.final,
      region: region.name,
      sizeGib: start.sizeGib,
      path: isMerged ? job.after.merge.output : job.after.checkpoint,
    },
  ];
}

/** A part of the node by GPUs, with memory at least for the weights while they are loaded. */
export function shareOf(
  { resources }: Pick<TrainingJobProps, 'resources'>,
  gpus: number,
  modelGib: number,
): CommandStep['resources'] {
  const part = gpus / resources.gpus;
  return {
    gpus,
    cpus: Math.max(1, Math.floor(resources.cpus * part)),
    memoryGib: Math.min(
      resources.memoryGib,
      Math.max(Math.floor(resources.memoryGib * part), Math.ceil(modelGib * 1.5) + 8),
    ),
  };
}

function verdictOf({ checkpoints, results, revision }: Places): VerdictPlaces {
  return { bucket: checkpoints, scores: results.evaluate, verdict: results.gate, revision };
}

/** Where the gate reads and writes, and what it judges. */
export interface VerdictPlaces {
  readonly bucket: string;
  /** Prefixes of the scores and of the verdict. */
  readonly scores: string;
  readonly verdict: string;
  readonly revision: string;
}

/** Compares scores with the lowest ones that are asked for. */
export function gateStep(region: string, { gate, reports }: EvaluationCommand, place: VerdictPlaces): CommandStep {
  const file = stepFile('gate', 'gate.json');
  const inFolder = (path: string) => path.slice(trainingPaths.evaluation.length + 1);
  const paths = Object.fromEntries(Object.entries(reports).map(([name, path]) => [name, inFolder(path)]));
  return {
    does: 'command',
    name: 'gate',
    image: helperImages.python,
    command: ['python', '/scripts/gate.py'],
    retryArgs: [],
    env: { REPORTS: reportsFolder, GATE: `/files/${file}`, REVISION: place.revision },
    keepsParts: true,
    output: '/output/verdict',
    result: `s3://${place.bucket}/${place.verdict}`,
    inputs: [
      {
        name: 'reports',
        bucket: place.bucket,
        prefix: place.scores,
        region,
        sizeGib: 1,
        path: reportsFolder,
      },
    ],
    data: [],
    files: { [file]: `${JSON.stringify({ least: gate, reports: paths }, null, 2)}\n` },
    resources: { gpus: 0, cpus: 1, memoryGib: 1 },
    scratchGib: 1,
    on: 'system',
    retries: retries.gate,
  };
}

function registerStep(
  { storage }: RegionPlan,
  { name, after, tuner }: TrainingPlan,
  { checkpoints, final, results, revision }: Places,
  step: RegisterStep['name'],
  asked: InferencePlan | undefined,
): RegisterStep {
  const trained = `s3://${storage.modelBucket}/${layout.trained}${name}`;
  return {
    does: 'register',
    name: step,
    revision,
    parts: [
      { from: `s3://${checkpoints}/${weightsPrefix(after, final, results)}`, to: `${trained}/${revision}/weights` },
      ...(tuner === 'full' ? [] : [{ from: `s3://${checkpoints}/${final}`, to: `${trained}/${revision}/adapters` }]),
    ],
    pointer: `${trained}/${step === 'stage' ? 'candidate' : 'promoted'}`,
    ...(step === 'stage' && asked && { restarts: workloadPath(workloadOf(asked)) }),
  };
}

function weightsPrefix(after: FollowUps, final: string, results: Places['results']): string {
  if (after.export !== undefined) return results.export;
  return after.merge === undefined ? final : results.merge;
}
