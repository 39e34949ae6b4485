import { runsInCluster } from '../../../stacks/workloads/training-runs';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { contextOf, findJob, jobRegions } from '../../train/job-clusters';
import { kubectl } from '../../train/kubectl';
import { isActive, refuse, runsOf, withoutCopies } from '../../train/runs';

export interface StopOptions {
  readonly region?: string;
  readonly context?: string;
  readonly runName?: string;
}

/**
 * `ninefold train stop`: ends the run of a job that goes on, wherever it is. Its pods save a checkpoint first. Returns the
 * exit code.
 *
 * @throws UserError if there is no such run, or more than one
 */
export function stopRun(name: string, file: string, options: StopOptions, context: Context): number {
  const environment = compileWithoutErrors(file, context, 'correct it first');
  const { terminal } = context;
  const job = findJob(environment, name);
  const clusters = jobRegions(environment, job, options.region).map((region) => ({
    region,
    context: contextOf(region, options.region === undefined ? undefined : options.context),
  }));
  const answers = clusters.map((cluster) => ({ ...cluster, ...runsOf(cluster.region, cluster.context, job) }));
  const silent = answers.flatMap((answer) => ('problem' in answer ? [answer.region.name] : []));
  const found = answers.flatMap((answer) =>
    'runs' in answer ? answer.runs.map((run) => ({ ...run, context: answer.context })) : [],
  );
  const going = withoutCopies(found).filter(isActive);
  const chosen = options.runName === undefined ? going : going.filter(({ run }) => run === options.runName);
  const [run] = chosen;
  const elsewhere = silent.length === 0 ? '' : `; ${silent.join(' and ')} did not answer`;
  if (run === undefined) {
    throw new UserError(
      `no run of ${name}${options.runName === undefined ? '' : ` named ${options.runName}`} goes on${elsewhere}`,
      `ninefold train status ${name} shows its runs`,
    );
  }
  // A dispatched run is in the cluster that sends it and in the one that has room.
  if (chosen.some((other) => other.run !== run.run)) {
    throw new UserError(
      `several runs of ${name} go on: ${chosen.map((one) => `${one.run} in ${one.region}`).join(', ')}`,
      'name one by --run-name, or its region by --region',
    );
  }
  const { namespace, runLabel } = runsInCluster;
  // Jobs are what would follow it.
  const what = ['delete', 'jobsets,jobs', '-l', `${runLabel}=${run.run}`, '--wait=false'];
  for (const { context: cluster, region } of chosen) {
    const answer = kubectl(cluster, ['-n', namespace, ...what]);
    if (answer.kind !== 'done') refuse(region, answer);
    terminal.print(`stopping ${run.run} in ${region}`);
  }
  terminal.note(`it goes on from its last checkpoint by: ninefold train submit ${name} --run-name ${run.run}`);
  return exitCodes.ok;
}
