import { findModel } from '../../catalog/models';
import { type TrainingMemory, trainingMemory } from '../../planner/fit/training-memory';
import { mapRows } from './csv-rows';

/** A published measurement and what the planner says of the same job. */
export interface Scored {
  readonly id: string;
  readonly source: string;
  readonly kind: string;
  /** GiB of one GPU; absent where the job is published as out of memory. */
  readonly measured?: number;
  readonly estimated: number;
  readonly memory: TrainingMemory;
  /** Estimate against measurement, minus one. */
  readonly error?: number;
}

/**
 * The constants of the formulas (bytes of a logit, gaps, buffers, context) were chosen on these sources and then left
 * alone; the others show what they are worth.
 */
export const calibration = ['Qwen README', 'torchtune'];

/** Memory of the GPUs of the measurements, which a colocated rollout engine would take its share of. */
const usableGib = 79.1;

/** Every row of measured-training.csv; the columns are those of the tables that each `document` holds. */
export function scoreMeasurements(): Scored[] {
  return mapRows('measured-training.csv', score);
}

function score(text: (name: string) => string): Scored {
  const number = (name: string) => Number(text(name));
  const model = findModel(text('model'));
  if (model === undefined) throw new Error(`the catalog has no ${text('model')}`);
  const gpus = number('gpus');
  const [tensor, pipeline, context] = [number('tensor'), number('pipeline'), number('context')];
  const plan = {
    strategy: text('strategy'),
    offload: text('offload'),
    tensor,
    pipeline,
    context,
    expert: number('expert'),
    data: Math.max(1, gpus / (tensor * pipeline * context)),
  };
  const workload = {
    model: model.architecture,
    method: text('method'),
    tuner: text('tuner'),
    sequenceLength: number('sequence'),
    batchSize: number('batch'),
    gradientAccumulation: number('accumulation'),
    loraRank: number('rank'),
    recompute: text('recompute'),
    fusedLoss: text('fused') === 'yes',
    packed: text('packed') === 'yes',
    attention: 'flash',
    baseFormat: text('weights'),
  };
  const placement = { plan, nodes: Math.ceil(gpus / 8), gpusPerNode: Math.min(8, gpus) };
  const memory = trainingMemory(workload as never, placement as never, usableGib);
  // Publications read what PyTorch reserves, somewhere between what it allocates and that with gaps.
  const estimated = (memory.reserved.min + memory.reserved.max) / 2;
  const measured = number('gib');
  return {
    id: text('id'),
    source: text('source'),
    kind: `${text('tuner')}, ${text('strategy')}`,
    estimated,
    memory,
    ...(Number.isFinite(measured) && { measured, error: estimated / measured - 1 }),
  };
}

/** The absolute error that a share of the rows does not exceed. */
export function quantile(rows: readonly { readonly error?: number }[], share: number): number {
  const errors = rows.flatMap(({ error }) => (error === undefined ? [] : [Math.abs(error)])).sort((a, b) => a - b);
  return errors[Math.ceil(errors.length * share) - 1] ?? Number.NaN;
}
