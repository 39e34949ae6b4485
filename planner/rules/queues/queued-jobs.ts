import type { Project, Queue, TrainingJob } from '../../../schemas/project';

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
