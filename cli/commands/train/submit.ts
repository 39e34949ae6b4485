import type { Environment } from '../../../planner/environment/environment';
import type { RegionPlan } from '../../../planner/environment/region-plan';
import {
  longestRunName,
  plannedTemplate,
  runFromTemplate,
  runNameAt,
  runsInCluster,
} from '../../../stacks/workloads/training-runs';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import type { Terminal } from '../../terminal/terminal';
import { contextOf, findJob, jobRegions, type RunnablePlan } from '../../train/job-clusters';
import { type Answer, kubectl } from '../../train/kubectl';
import { isActive, type Run, refuse, runsOf } from '../../train/runs';

export interface SubmitOptions {
  /** Only there, and nowhere else. */
  readonly region?: string;
  /** Name of the run; that of an earlier one goes on from its last checkpoint. Default: the job and the time. */
  readonly runName?: string;
  /** kubectl's context for the region. */
  readonly context?: string;
  /** Prints the run that the spec stands for, and asks no cluster. */
  readonly dryRun?: boolean;
}

/**
 * `ninefold train submit`: starts a run of a job from the template in the cluster of its first region, or of the next one
 * while that one does not answer. Returns the exit code.
 *
 * @param now time of UTC, for the name of the run, `YYYYMMDDhhmm`
 * @throws UserError if the run cannot be started
 */
export function submitJob(name: string, file: string, options: SubmitOptions, now: string, context: Context): number {
  const environment = compileWithoutErrors(file, context, 'correct it first');
  const job = findJob(environment, name);
  if (options.context !== undefined && options.region === undefined) {
    throw new UserError('--context is the cluster of one region', 'pass --region as well');
  }
  const regions = jobRegions(environment, job, options.region);
  const run = checkedName(options.runName ?? runNameAt(name, now));
  const { terminal } = context;
  if (options.dryRun) {
    terminal.print(plannedRun(environment, regions, job, run));
    return exitCodes.ok;
  }
  if (options.runName !== undefined) refuseSecond(environment, job, run, options, terminal);
  const region = submitToFirst(regions, job, run, options, terminal);
  terminal.print(`submitted ${run} in ${region}`);
  terminal.note(`ninefold train status ${name} shows how it gets on`);
  return exitCodes.ok;
}

function checkedName(run: string): string {
  if (run.length <= longestRunName && /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(run)) return run;
  throw new UserError(
    `${run} cannot be the name of a run`,
    `take at most ${longestRunName} lower-case letters, digits and hyphens, with a letter at the start`,
  );
}

function plannedRun(environment: Environment, [region]: readonly RegionPlan[], job: RunnablePlan, run: string): string {
  return region === undefined ? '' : runFromTemplate(plannedTemplate(environment, region, job), run);
}

/** Two runs of one name would write to the same checkpoints, also from two regions. */
function refuseSecond(
  environment: Environment,
  job: RunnablePlan,
  run: string,
  options: SubmitOptions,
  terminal: Terminal,
): void {
  for (const region of jobRegions(environment, job)) {
    const context = region.name === options.region ? contextOf(region, options.context) : contextOf(region);
    const found = runsOf(region, context, job);
    if ('problem' in found) {
      if (found.problem.kind === 'silent') {
        terminal.note(`${region.name} does not answer: if ${run} still goes on there, both write the same checkpoints`);
      }
      continue;
    }
    const going = found.runs.find((candidate) => candidate.run === run && isActive(candidate));
    if (going !== undefined) {
      throw new UserError(
        `${run} goes on in ${region.name} (${going.state})`,
        `stop it first: ninefold train stop ${job.name} --run-name ${run}`,
      );
    }
  }
}

function submitToFirst(
  regions: readonly RegionPlan[],
  job: RunnablePlan,
  run: string,
  options: SubmitOptions,
  terminal: Terminal,
): string {
  for (const region of regions) {
    const context = contextOf(region, options.context);
    const found = runsOf(region, context, job);
    const template = 'problem' in found ? found.problem : templateIn(context, job.name);
    if (template.kind === 'silent') {
      terminal.note(`${region.name} does not answer: ${template.message}`);
      continue;
    }
    if (template.kind === 'refused') {
      if (template.reason === 'NotFound') {
        throw new UserError(`${job.name} is not deployed in ${region.name}`, 'ninefold deploy, then submit again');
      }
      refuse(region.name, template);
    }
    const runs = 'runs' in found ? found.runs : [];
    create(
      region,
      context,
      runFromTemplate(template.stdout, run),
      runs.find((candidate) => candidate.name === run),
    );
    return region.name;
  }
  const asked = regions.map(({ name }) => name).join(' and ');
  throw new UserError(
    `no cluster of ${job.name} answers: asked ${asked}`,
    options.region === undefined ? 'try again when one of the regions is back' : 'leave out --region to try the others',
  );
}

/** The JobSet of the deployed template, without the name of a run. */
function templateIn(context: string, job: string): Answer {
  const { name, key } = runsInCluster.template(job);
  const path = `{.data.${key.replaceAll('.', '\\.')}}`;
  return kubectl(context, ['-n', runsInCluster.namespace, 'get', 'configmap', name, '-o', `jsonpath=${path}`]);
}

/** @param ended a run of the name that is over, whose objects are in the way */
function create({ name: region }: RegionPlan, context: string, manifest: string, ended: Run | undefined): void {
  const steps = [...(ended ? [['delete', '-f', '-', '--ignore-not-found']] : []), ['create', '-f', '-']];
  for (const args of steps) {
    const answer = kubectl(context, args, manifest);
    if (answer.kind === 'refused') refuse(region, answer);
    if (answer.kind === 'silent') {
      throw new UserError(
        `${region} has stopped to answer while the run was created: ${answer.message}`,
        'look with ninefold train status whether it is there, and only then submit to another --region',
      );
    }
  }
}
