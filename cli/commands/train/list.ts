import { nodesOfRun } from '../../../planner/environment/training-plan';
import { count } from '../../../schemas/count';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';
import { evaluatedText } from '../../plan/evaluation';
import { runText } from '../../plan/training-runs';
import { section } from '../../terminal/table';
import { jobRegions } from '../../train/job-clusters';

export interface ListOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold train list`: the jobs and evaluations of a spec, and where and when they run. Asks no cluster. */
export function listJobs(file: string, { format }: ListOptions, context: Context): number {
  const environment = compileWithoutErrors(file, context, 'correct it first');
  const { terminal } = context;
  const jobs = environment.training.map((job) => ({
    name: job.name,
    regions: jobRegions(environment, job).map(({ name }) => name),
    run: job.run,
    queue: job.queue,
    nodes: nodesOfRun(job),
    pool: job.pool,
  }));
  const evaluations = environment.evaluation.map((evaluation) => ({
    name: evaluation.name,
    regions: jobRegions(environment, evaluation).map(({ name }) => name),
    startsIn: evaluation.startsIn,
    run: evaluation.run,
    of: evaluatedText(evaluation),
    gpus: evaluation.command.gpus,
    ...(evaluation.serves && { queue: evaluation.serves.queue, pool: evaluation.serves.pool }),
  }));
  if (format === 'json') {
    terminal.print(JSON.stringify({ jobs, evaluations }, null, 2));
    return exitCodes.ok;
  }
  const rows = jobs.map(({ name, regions, run, queue, nodes, pool }) => {
    return [name, regions.join('\n'), runText(run, regions[0] ?? ''), queue, `${count(nodes, 'node')} of ${pool}`];
  });
  const table = section('Training jobs', { columns: ['job', 'regions', 'runs', 'queue', 'on'], rows }, terminal.colors);
  const scored = evaluations.map(({ name, regions, startsIn, run, of, gpus, queue = '-', pool }) => {
    const on = pool === undefined ? of : `${of}, ${count(gpus, 'GPU')} of ${pool}`;
    return [name, regions.join('\n'), runText(run, startsIn.join(' and ')), queue, on];
  });
  const second = section(
    'Evaluations',
    { columns: ['evaluation', 'regions', 'runs', 'queue', 'of'], rows: scored },
    terminal.colors,
  );
  const tables = [table, second].filter((part) => part !== undefined);
  terminal.print(tables.length > 0 ? tables.join('\n\n') : 'the spec has no training jobs and no evaluations');
  return exitCodes.ok;
}
