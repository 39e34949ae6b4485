import type { Architecture } from '../../../catalog/models';
import type { Path } from '../../../schemas/finding';
import type { TrainingJob } from '../../../schemas/project';
import type { TrainingPlan } from '../../environment/training-plan';
import type { GpuNode } from '../../fit/gpu-node';
import { nodeOf } from '../../resolve/training';
import type { Subject } from '../rule';

/** A job of the spec with what is known of it. */
export interface PlannedJob {
  readonly job: TrainingJob;
  /** Place in the spec. */
  readonly index: number;
  readonly plan: TrainingPlan;
  /** Undefined if the pool has no NVIDIA GPUs that the catalog knows. */
  readonly node?: GpuNode;
  /** Undefined if the shape of the model is unknown. */
  readonly model?: Architecture;
}

/** Every rule for jobs asks for all of them. */
const known = new WeakMap<Subject, readonly PlannedJob[]>();

export function plannedJobs(subject: Subject): readonly PlannedJob[] {
  const planned = known.get(subject) ?? planJobs(subject);
  known.set(subject, planned);
  return planned;
}

function planJobs({ project, environment }: Subject): PlannedJob[] {
  return project.training.flatMap((job, index) => {
    const plan = environment.training[index];
    if (plan === undefined) return [];
    const node = nodeOf(project, job.pool);
    const model = environment.models.find(({ name }) => name === job.model)?.architecture;
    return [{ job, index, plan, ...(node && { node }), ...(model && { model }) }];
  });
}

/** What a plan is judged by besides the job itself. */
export function involved({ project }: Subject, { job, index }: PlannedJob): readonly Path[] {
  const pool = project.pools.findIndex(({ name }) => name === job.pool);
  const model = project.models.findIndex(({ name }) => name === job.model);
  return [
    ['training', index, 'pool'],
    ['training', index, 'model'],
    ...(pool < 0 ? [] : [['pools', pool, 'instanceTypes']]),
    ...(model < 0 ? [] : [['models', model]]),
  ];
}
