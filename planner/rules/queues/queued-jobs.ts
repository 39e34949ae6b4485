import type { Path } from '../../../schemas/finding';
import type { Project, Queue, TrainingJob } from '../../../schemas/project';
import type { Subject } from '../rule';

/** A job that names a queue of the spec, with their places. */
export interface QueuedJob {
  readonly job: TrainingJob;
  readonly index: number;
  readonly queue: Queue;
  readonly queueIndex: number;
}

/** Of queues with the same name, which a rule reports, the first counts. */
export function queuedJobs({ training, queues }: Project): QueuedJob[] {
  return training.flatMap((job, index): QueuedJob[] => {
    const queueIndex = queues.findIndex(({ name }) => name === job.queue);
    const queue = queues[queueIndex];
    return queue === undefined ? [] : [{ job, index, queue, queueIndex }];
  });
}

/** What waits in a queue of the spec for nodes of a pool: a run of a job, or an evaluation. */
export interface QueuedWork {
  readonly place: Path;
  readonly name: string;
  readonly pool: string;
  /** Nodes that it needs at the same time. */
  readonly nodes: number;
  readonly queue: Queue;
  readonly queueIndex: number;
}

export function queuedWork({ project, environment }: Subject): QueuedWork[] {
  const evaluations = project.evaluation.flatMap(({ name, pool, queue: asked }, index): QueuedWork[] => {
    const queueIndex = project.queues.findIndex((candidate) => candidate.name === asked);
    const queue = project.queues[queueIndex];
    if (queue === undefined || pool === undefined) return [];
    return [{ place: ['evaluation', index], name, pool, nodes: 1, queue, queueIndex }];
  });
  const jobs = queuedJobs(project).map(({ job, index, queue, queueIndex }) => ({
    place: ['training', index],
    name: job.name,
    pool: job.pool,
    // A server of answers is on a node of its own.
    nodes: job.nodes + (environment.training[index]?.rollout === undefined ? 0 : 1),
    queue,
    queueIndex,
  }));
  return [...jobs, ...evaluations];
}
