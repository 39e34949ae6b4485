import { boundedName } from '../../catalog/name-limits';
import { systemPoolName } from '../../constructs/cluster/node-pools/node-labels';
import type { PodsElsewhere } from '../../constructs/inference/served-service';
import { contentDigest } from '../../constructs/kubernetes/content-digest';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import type { ConfigMap } from '../../constructs/kubernetes/objects';
import { type CommandStep, stepLabel } from '../../constructs/training/follow-ups/follow-up-step';
import { evaluationKeyName, type FollowUpsProps, followUps } from '../../constructs/training/follow-ups/follow-ups';
import { type AskedWorkload, workflow, workloadPath } from '../../constructs/training/follow-ups/workflow';
import { runPlaceholder, runTemplate } from '../../constructs/training/run-template';
import type { Schedule } from '../../constructs/training/schedule';
import { account, traffic } from '../../constructs/training/training-job';
import { jobLabel, trainingNamespace } from '../../constructs/training/training-props';
import type { Environment } from '../../planner/environment/environment';
import type { EvaluatedWeights, EvaluationPlan } from '../../planner/environment/evaluation-plan';
import type { RegionPlan } from '../../planner/environment/region-plan';
import { evaluationKeyVariable, trainingPaths } from '../../planner/environment/training-command';
import { trainingPodResources } from '../../planner/training/pod-resources';
import { imageIn } from '../artifacts/image-copy';
import { servedWeights } from '../artifacts/served-weights';
import { layout } from '../artifacts/storage-layout';
import { known } from '../known';
import { asksOf, digestOf, gateStep, retries, scoresGib, serviceAskedBy, shareOf, workloadOf } from './follow-ups';
import { servedVersion } from './served-version';

/** For one that only asks: on nodes of the system. */
const asking = { gpus: 0, cpus: 1, memoryGib: 4 } as const;

/** How long what is left of a submitted run can be looked at, in seconds. Its scores stay. */
const keptSeconds = 14 * 24 * 3600;

/** Evaluations that can run in a region. */
export function evaluationsIn({ evaluation }: Environment, { name }: RegionPlan): EvaluationPlan[] {
  return evaluation.filter(({ regions }) => regions.includes(name));
}

/** What the runs of an evaluation need, the template of runs, and the run that a deployment starts. */
export function evaluationManifests(environment: Environment, region: RegionPlan, plan: EvaluationPlan): Manifest[] {
  const startsHere = plan.run.on === 'deploy' && plan.startsIn.includes(region.name);
  return [
    account(plan.name),
    traffic(plan.name),
    ...followUps(stepsOf(environment, region, plan)),
    evaluationTemplate(environment, region, plan),
    ...(startsHere ? [deployedRun(environment, region, plan)] : []),
  ];
}

/** From which runs are started by hand and on schedule. */
export function evaluationTemplate(environment: Environment, region: RegionPlan, plan: EvaluationPlan): ConfigMap {
  const names = { own: runPlaceholder, steps: runPlaceholder };
  const run = workflow(stepsOf(environment, region, plan), { run: runPlaceholder }, names, keptSeconds);
  return runTemplate(plan.name, [run]);
}

/** In regions that it does not start in by itself the schedule stands by. */
export function evaluationSchedule({ name: region }: RegionPlan, { name, run, startsIn }: EvaluationPlan): Schedule[] {
  return run.on === 'schedule' ? [{ job: name, cron: run.cron, standsBy: !startsIn.includes(region) }] : [];
}

/**
 * The run that a deployment starts. Its scores belong to what is asked and who answers: with other benchmarks, another
 * model or another engine it is another run. Its object, which cannot be changed, belongs to all that it is made of.
 */
function deployedRun(environment: Environment, region: RegionPlan, plan: EvaluationPlan): Manifest {
  const steps = stepsOf(environment, region, plan);
  const service = serviceAskedBy(environment, plan.command);
  const answers = service && { version: servedVersion(service), region: region.name };
  const weights = plan.serves && weightsOf(environment, region, plan.serves);
  const run = runName(plan.name, { image: plan.image, command: plan.command, weights, answers });
  const own = runName(plan.name, workflow(steps, { run }, { own: run, steps: run }));
  return workflow(steps, { run }, { own, steps: own });
}

function runName(evaluation: string, content: unknown): string {
  return boundedName('training-run', evaluation, contentDigest(JSON.stringify(content), 8));
}

/** Scores, and their verdict, below a hash of what they are made by, as after a training. */
function stepsOf(environment: Environment, region: RegionPlan, plan: EvaluationPlan): FollowUpsProps {
  const { name, command, serves } = plan;
  const asked = serviceAskedBy(environment, command);
  const bucket = region.storage.checkpointBucket;
  const below = `${layout.evaluations}${name}/${runPlaceholder}`;
  const scored = digestOf(plan.image, serves?.model, { ...command, gate: {} });
  const place = {
    bucket,
    scores: `${below}/scores-${scored}`,
    verdict: `${below}/verdict-${digestOf(scored, command.gate)}`,
    revision: runPlaceholder,
  };
  const evaluate: CommandStep = {
    does: 'command',
    name: 'evaluate',
    image: imageIn(environment, region.name, plan.image),
    command: [...command.program, ...command.args],
    retryArgs: command.retryArgs,
    env: command.env,
    keepsParts: true,
    output: command.output,
    result: `s3://${bucket}/${place.scores}`,
    inputs: serves ? [weightsOf(environment, region, serves)] : [],
    data: [],
    files: {},
    resources: serves ? resourcesOf(environment, region, serves, command.gpus) : asking,
    scratchGib: scoresGib,
    on: serves ? 'pool' : 'system',
    ...(asked?.apiKeySecret !== undefined && {
      apiKey: { secret: evaluationKeyName(name), variable: evaluationKeyVariable },
    }),
    retries: retries.evaluate,
    ...(asked && { awaits: { path: workloadPath(workloadOf(asked)), version: servedVersion(asked) } }),
  };
  const isJudged = Object.keys(command.gate).length > 0;
  return {
    of: {
      job: name,
      region: region.name,
      pool: serves?.pool ?? systemPoolName,
      tier: 'standard',
      queue: serves?.queue ?? '',
      data: { folder: trainingPaths.data, files: [] },
      tokens: {},
      cache: trainingPaths.cache,
    },
    steps: [evaluate, ...(isJudged ? [gateStep(region.name, command, place)] : [])],
    ...(asked && { asks: asksOf(asked) }),
  };
}

function weightsOf(environment: Environment, region: RegionPlan, { model, path }: EvaluatedWeights) {
  return { name: 'weights', ...servedWeights(environment, region, model), region: region.name, path };
}

function resourcesOf(environment: Environment, region: RegionPlan, serves: EvaluatedWeights, gpus: number) {
  const pool = known(
    region.pools.find(({ name }) => name === serves.pool),
    `pool ${serves.pool}`,
  );
  const { gpusPerNode } = serves;
  const resources = known(trainingPodResources({ nodes: 1, gpusPerNode }, pool), `hardware of the pool ${pool.name}`);
  return shareOf({ resources }, gpus, servedWeights(environment, region, serves.model).sizeGib);
}

/** The workloads of a region whose rollouts its evaluations await. */
export function awaitedBy(environment: Environment, region: RegionPlan): AskedWorkload[] {
  const plans = evaluationsIn(environment, region).map(({ command }) => serviceAskedBy(environment, command));
  return [...new Set(plans)].flatMap((service) => (service === undefined ? [] : [workloadOf(service)]));
}

/** Pods that ask a service for the evaluations of the list. */
export function evaluatorsOf(environment: Environment, region: RegionPlan, service: string): PodsElsewhere[] {
  return evaluationsIn(environment, region)
    .filter(({ command }) => command.asks?.service === service)
    .map(({ name }) => ({ namespace: trainingNamespace, labels: { [jobLabel]: name, [stepLabel]: 'evaluate' } }));
}
