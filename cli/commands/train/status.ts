import { compileWithoutErrors } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { section } from '../../terminal/table';
import { contextOf, findJob, jobRegions } from '../../train/job-clusters';
import { type Run, runsOf, withoutCopies } from '../../train/runs';

export interface StatusOptions {
  readonly region?: string;
  readonly context?: string;
  readonly format: 'text' | 'json';
}

/**
 * `ninefold train status`: the runs of a job in all of its regions. Returns the exit code.
 *
 * @throws UserError if no cluster answers
 */
export function showRuns(name: string, file: string, options: StatusOptions, context: Context): number {
  const environment = compileWithoutErrors(file, context, 'correct it first');
  const { terminal } = context;
  const job = findJob(environment, name);
  const regions = jobRegions(environment, job, options.region);
  const answers = regions.map((region) => ({
    region: region.name,
    ...runsOf(region, contextOf(region, options.region === undefined ? undefined : options.context), job),
  }));
  const silent = answers.flatMap((answer) =>
    'problem' in answer ? [{ region: answer.region, message: answer.problem.message }] : [],
  );
  const runs = withoutCopies(answers.flatMap((answer) => ('runs' in answer ? answer.runs : [])));
  if (options.format === 'json') terminal.print(JSON.stringify({ job: name, runs, silent }, null, 2));
  else if (silent.length < regions.length) terminal.print(runTable(name, runs, context));
  for (const { region, message } of silent) terminal.note(`${region}: ${message}`);
  if (silent.length < regions.length) return exitCodes.ok;
  throw new UserError(`no cluster of ${name} answers`, 'try again, or look at kubectl yourself');
}

function runTable(name: string, runs: readonly Run[], { terminal }: Context): string {
  const rows = runs.map(({ run, region, state, createdAt, restarts, parts, message }) => {
    const ready = `${parts.ready} of ${parts.all}`;
    return [run, region, state, createdAt.replace(/:\d\dZ$/, 'Z'), ready, String(restarts), message ?? ''];
  });
  const table = section(
    `Runs of ${name}`,
    { columns: ['run', 'region', 'state', 'since', 'ready', 'restarts', ''], rows, right: [5] },
    terminal.colors,
  );
  return table ?? `${name} has no runs`;
}
