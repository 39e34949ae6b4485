import type { Environment } from '../../planner/environment/environment';
import type { EvaluationPlan } from '../../planner/environment/evaluation-plan';
import { count } from '../../schemas/count';
import type { Content } from '../terminal/table';
import { runText } from './training-runs';

export interface EvaluationRow {
  readonly name: string;
  /** What is scored: a service, a model, or what a training has promoted. */
  readonly of: string;
  readonly benchmarks: readonly string[];
  /** Lowest scores that it passes with. */
  readonly gate: Readonly<Record<string, number>>;
  /** Absent where a service answers. */
  readonly gpus?: {
    readonly count: number;
    readonly pool: string;
    readonly queue: string;
    /** Weights on each, and the room for them, in GiB; absent if the shape of the model is unknown. */
    readonly weightsGib?: number;
    readonly roomGib?: number;
  };
  /** When it runs. */
  readonly run: string;
  readonly regions: readonly string[];
  /** Where scores and verdicts of a run are, in the checkpoint bucket of its region. */
  readonly results: string;
}

export function evaluationRows({ evaluation }: Environment): EvaluationRow[] {
  return evaluation.map((plan) => {
    const { name, command, serves, regions, startsIn, run } = plan;
    return {
      name,
      of: evaluatedText(plan),
      benchmarks: Object.keys(command.reports),
      gate: command.gate,
      ...(serves && {
        gpus: {
          count: command.gpus,
          pool: serves.pool,
          queue: serves.queue,
          ...(serves.fit && { weightsGib: serves.fit.weightsGib, roomGib: serves.fit.roomGib }),
        },
      }),
      run: runText(run, startsIn.join(' and ')),
      regions,
      results: `evaluations/${name}/RUN/`,
    };
  });
}

/** What an evaluation is of, in words. */
export function evaluatedText({ command, serves }: EvaluationPlan): string {
  if (serves === undefined) return command.asks?.service ? `service ${command.asks.service}` : 'nothing';
  const { model } = serves;
  if ('model' in model) return `model ${model.model}`;
  return 'run' in model.revision ? `result ${model.revision.run}` : `what ${model.training} has promoted`;
}

export function evaluationTable(rows: readonly EvaluationRow[]): Content {
  return {
    columns: ['evaluation', 'of', 'benchmarks', 'gate', 'on', 'runs', 'regions'],
    rows: rows.map(({ name, of, benchmarks, gate, gpus, run, regions }) => [
      name,
      of,
      benchmarks.join('\n'),
      Object.entries(gate)
        .map(([benchmark, least]) => `${benchmark} ≥ ${least}`)
        .join('\n') || '-',
      gpus === undefined ? 'the service' : gpuText(gpus),
      run.replace(', in ', '\nin '),
      regions.join('\n'),
    ]),
  };
}

function gpuText({ count: gpus, pool, queue, weightsGib, roomGib }: NonNullable<EvaluationRow['gpus']>): string {
  const memory =
    weightsGib === undefined || roomGib === undefined
      ? []
      : [`weights ${weightsGib.toFixed(1)} of ${roomGib.toFixed(1)} GiB${gpus > 1 ? ' each' : ''}`];
  return [`${count(gpus, 'GPU')} of ${pool}`, `queue ${queue}`, ...memory].join('\n');
}
