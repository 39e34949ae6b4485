import type { RegionPlan } from '../../planner/environment/region-plan';
import { compareTexts } from '../../schemas/compare-texts';
import { runsInCluster } from '../../stacks/workloads/training-runs';
import { UserError } from '../exit';
import type { RunnablePlan } from './job-clusters';
import { type Answer, kubectl } from './kubectl';

/** A run of a job, or of an evaluation, in a cluster. */
export interface Run {
  /** Name of its JobSet, or of the job of an evaluation. */
  readonly name: string;
  /** Name by which its checkpoints are found. */
  readonly run: string;
  readonly region: string;
  /** Whether Kueue has brought it here from another cluster, where it was submitted. */
  readonly copy: boolean;
  readonly state: 'waits' | 'starts' | 'runs' | 'done' | 'failed' | 'stops';
  /** Why it has failed, or what it waits for, as far as JobSet says. */
  readonly message?: string;
  readonly createdAt: string;
  readonly restarts: number;
  /** Parts of it (the trainers, a server of answers) of which all pods are ready or have succeeded, of all parts. */
  readonly parts: { readonly ready: number; readonly all: number };
}

interface JobObject {
  readonly metadata: JobSetObject['metadata'];
  readonly status?: {
    readonly active?: number;
    readonly ready?: number;
    readonly failed?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

interface JobSetObject {
  readonly metadata: {
    readonly name: string;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly suspend?: boolean;
    readonly replicatedJobs: readonly { readonly template: { readonly spec: { readonly completions?: number } } }[];
  };
  readonly status?: {
    readonly terminalState?: string;
    readonly restarts?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    readonly replicatedJobsStatus?: readonly {
      readonly name: string;
      readonly ready?: number;
      readonly succeeded?: number;
    }[];
  };
}

/** The runs of a job in a region, the newest first, or what the cluster says instead. */
export function runsOf(
  { name: region }: Pick<RegionPlan, 'name'>,
  context: string,
  job: RunnablePlan,
): { readonly runs: readonly Run[] } | { readonly problem: Exclude<Answer, { kind: 'done' }> } {
  const isEvaluation = 'startsIn' in job;
  const { namespace, jobLabel, workflowLabel } = runsInCluster;
  const selector = `${jobLabel}=${job.name}${isEvaluation ? `,${workflowLabel}` : ''}`;
  const kind = isEvaluation ? 'jobs' : 'jobsets';
  const answer = kubectl(context, ['-n', namespace, 'get', kind, '-l', selector, '-o', 'json']);
  if (answer.kind !== 'done') return { problem: answer };
  const { items } = JSON.parse(answer.stdout) as { readonly items: readonly (JobSetObject & JobObject)[] };
  const runs = items.map((item) => (isEvaluation ? evaluationRunOf(region, item) : runOf(region, item)));
  // Kubernetes knows the second of a creation only.
  return { runs: runs.sort((a, b) => compareTexts(b.createdAt, a.createdAt) || compareTexts(a.run, b.run)) };
}

/** A run of an evaluation is the job that creates its steps. */
function evaluationRunOf(region: string, { metadata, status = {} }: JobObject): Run {
  const { active = 0, ready = 0, failed = 0, conditions = [] } = status;
  const ended = (type: string) => conditions.find((found) => found.type === type && found.status === 'True');
  const failure = ended('Failed');
  return {
    name: metadata.name,
    run: metadata.labels?.[runsInCluster.runLabel] ?? metadata.name,
    region,
    copy: false,
    state: stateOf(),
    ...(failure?.message !== undefined && { message: failure.message }),
    createdAt: metadata.creationTimestamp ?? '',
    restarts: failed,
    parts: { ready: Math.max(ready, ended('Complete') ? 1 : 0), all: 1 },
  };

  function stateOf(): Run['state'] {
    if (metadata.deletionTimestamp !== undefined) return 'stops';
    if (ended('Complete')) return 'done';
    if (failure) return 'failed';
    return active > 0 && ready > 0 ? 'runs' : 'starts';
  }
}

/** Without those that Kueue has brought from another cluster, where that one answers and shows them as well. */
export function withoutCopies<T extends Run>(runs: readonly T[]): T[] {
  return runs.filter(({ copy, run }) => !(copy && runs.some((other) => !other.copy && other.run === run)));
}

/** Whether a run has nodes or waits for them. */
export function isActive({ state }: Run): boolean {
  return state !== 'done' && state !== 'failed';
}

/** @throws UserError with what the cluster has against a command */
export function refuse(region: string, { message }: { readonly message: string }): never {
  throw new UserError(
    `the cluster in ${region} refuses: ${message}`,
    'correct that, or choose another region by --region',
  );
}

function runOf(region: string, { metadata, spec, status = {} }: JobSetObject): Run {
  const { terminalState, restarts = 0, conditions = [], replicatedJobsStatus = [] } = status;
  const all = spec.replicatedJobs.length;
  const ready = replicatedJobsStatus.reduce(
    (sum, job) => sum + Math.min(1, (job.ready ?? 0) + (job.succeeded ?? 0)),
    0,
  );
  const said = (type: string) =>
    conditions.find((condition) => condition.type === type && condition.status === 'True')?.message;
  const message = terminalState === 'Failed' ? said('Failed') : spec.suspend ? said('Suspended') : undefined;
  return {
    name: metadata.name,
    run: metadata.labels?.[runsInCluster.runLabel] ?? metadata.name,
    region,
    copy: metadata.labels?.[runsInCluster.originLabel] !== undefined,
    state: stateOf(),
    ...(message !== undefined && { message }),
    createdAt: metadata.creationTimestamp ?? '',
    restarts,
    parts: { ready, all },
  };

  function stateOf(): Run['state'] {
    if (metadata.deletionTimestamp !== undefined) return 'stops';
    if (terminalState === 'Completed') return 'done';
    if (terminalState === 'Failed') return 'failed';
    if (spec.suspend === true) return 'waits';
    return ready === all ? 'runs' : 'starts';
  }
}
