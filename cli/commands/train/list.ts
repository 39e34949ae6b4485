import { nodesOfRun } from '../../../planner/environment/training-plan';
import { count } from '../../../schemas/count';
import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';
import { runText } from '../../plan/training-runs';
import { section } from '../../terminal/table';
import { jobRegions } from '../../train/job-clusters';

export interface ListOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold train list`: the jobs of a spec, and where and when they run. Asks no cluster. */
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
  if (format === 'json') {
    terminal.print(JSON.stringify({ jobs }, null, 2));
    return exitCodes.ok;
  }
  const rows = jobs.map(({ name, regions, run, queue, nodes, pool }) => {
    return [name, regions.join('\n'), runText(run, regions[0] ?? ''), queue, `${count(nodes, 'node')} of ${pool}`];
  });
  const table = section('Training jobs', { columns: ['job', 'regions', 'runs', 'queue', 'on'], rows }, terminal.colors);
  terminal.print(table ?? 'the spec has no training jobs');
  return exitCodes.ok;
}
