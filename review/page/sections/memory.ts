import type { Environment } from '../../../planner/environment/environment';
import type { EvaluationPlan } from '../../../planner/environment/evaluation-plan';
import type { InferencePlan } from '../../../planner/environment/inference-plan';
import type { TrainingPlan } from '../../../planner/environment/training-plan';
import type { FitVerdict } from '../../../planner/fit/fit-verdict';
import { planName } from '../../../planner/fit/parallel-plan';
import { memoryPartNames } from '../../../planner/fit/training-memory';
import { number, roughly } from '../../number-text';
import { type Html, html } from '../html';
import type { Section } from '../page';
import { part } from '../part';

interface Piece {
  readonly name: string;
  readonly gib: number;
  /** Number of its colour: the same thing has the same in every bar. */
  readonly colour: number;
}

interface Bar {
  readonly name: string;
  /** `service` or `job`, and where it runs. */
  readonly place: string;
  readonly verdict: FitVerdict;
  readonly usableGib: number;
  readonly pieces: readonly Piece[];
  readonly notes: readonly string[];
}

/** Memory of one GPU of every service, job and evaluation of which model and GPUs are known; undefined if there is none. */
export function memorySection({ inference, training, evaluation, regions }: Environment): Section | undefined {
  const pools = new Map(regions.flatMap((region) => region.pools).map((pool) => [pool.name, pool]));
  const gpuOf = (pool: string) => pools.get(pool)?.accelerator?.model ?? 'GPU';
  const bars = [
    ...inference.flatMap((service) => serviceBar(service, gpuOf(service.pool)) ?? []),
    ...training.flatMap((job) => jobBar(job, gpuOf(job.pool)) ?? []),
    ...evaluation.flatMap((one) => evaluationBar(one, gpuOf(one.serves?.pool ?? '')) ?? []),
  ];
  if (bars.length === 0) return undefined;
  return {
    id: 'memory',
    title: 'GPU memory',
    short: 'Memory',
    lead: 'What one GPU holds at its fullest. The whole bar is what a process can have of it.',
    body: html`<div class="memory">${bars.map(barMarkup)}</div>`,
  };
}

function serviceBar({ name, pool, contextLength, gpusPerReplica, fit }: InferencePlan, gpu: string): Bar | undefined {
  if (fit === undefined) return undefined;
  const { memory, usableGib, verdict, cacheTokens, concurrency, largestContext, speed, loadSeconds } = fit;
  return {
    name,
    place: `service, ${gpusPerReplica} × ${gpu} a replica, pool ${pool}`,
    verdict,
    usableGib,
    pieces: [
      { name: 'weights', gib: memory.weights, colour: 0 },
      { name: 'activations', gib: memory.activations, colour: 1 },
      { name: 'CUDA', gib: memory.overhead, colour: 8 },
      { name: 'key-value cache', gib: memory.cache, colour: 2 },
    ],
    notes: [
      `The cache holds ${roughly(cacheTokens)} tokens: ${number(concurrency)} sequences of ${number(contextLength)}, or one of ${number(largestContext)}.`,
      `Up to ${roughly(speed.single)} tokens a second for one request, ${roughly(speed.together)} for all together; loads in some ${number(loadSeconds)} s.`,
    ],
  };
}

/** Parts of a job, in the order of the bar, with their colours. */
const jobParts = [
  ['weights', 0],
  ['gradients', 3],
  ['optimizer', 4],
  ['adapters', 5],
  ['others', 6],
  ['buffers', 7],
  ['activations', 1],
  ['rollout', 2],
  ['context', 8],
] as const;

function jobBar({ name, method, tuner, pool, nodes, gpusPerNode, fit }: TrainingPlan, gpu: string): Bar | undefined {
  if (fit === undefined) return undefined;
  const { memory, usableGib, verdict, plan, recompute, speed } = fit;
  const { reserved, parts } = memory;
  return {
    name,
    place: `job, ${method} (${tuner}), ${nodes * gpusPerNode} × ${gpu}, pool ${pool}`,
    verdict,
    usableGib,
    pieces: jobParts.map(([key, colour]) => ({ name: memoryPartNames[key], gib: parts[key], colour })),
    notes: [
      `${planName(plan)}${recompute === 'full' ? ', layers computed twice' : ''}; up to ${number(reserved.max + parts.context)} GiB with the gaps that varying lengths leave.`,
      `${roughly(speed.tokensPerSecond)} tokens a second, ${number(speed.utilization * 100)} % of the peak; ${number(speed.stepSeconds)} s a step of ${roughly(speed.tokensPerStep)} tokens.`,
    ],
  };
}

/** vLLM takes what the weights leave for its cache. */
function evaluationBar({ name, serves }: EvaluationPlan, gpu: string): Bar | undefined {
  if (serves?.fit === undefined) return undefined;
  const { gpus, weightsGib, usableGib, roomGib, fits } = serves.fit;
  return {
    name,
    place: `evaluation, ${gpus} × ${gpu}, pool ${serves.pool}`,
    verdict: fits ? 'fits' : 'does not fit',
    usableGib,
    pieces: [{ name: 'weights', gib: weightsGib, colour: 0 }],
    notes: [`Weights may take ${number(roomGib)} GiB; vLLM has the rest for questions and their answers.`],
  };
}

const looks = { fits: 'good', tight: 'warn', 'does not fit': 'bad' } as const;

function barMarkup({ name, place, verdict, usableGib, pieces, notes }: Bar): Html {
  const shown = pieces.filter(({ gib }) => gib >= 0.05);
  const filled = shown.reduce((sum, { gib }) => sum + gib, 0);
  const scale = Math.max(usableGib, filled);
  let start = 0;
  const spans = shown.map(({ name: text, gib, colour }) => {
    const left = start;
    start += gib;
    return html`<span class="f${colour}" style="left:${part(left, scale)};width:${part(gib, scale)}" title="${text}: ${number(gib)} GiB"></span>`;
  });
  return html`<div data-find><div class="head"><strong>${name}</strong><span class="mark ${looks[verdict]}">${verdict}</span><span class="dim small">${place}</span></div>
<div class="track" aria-hidden="true">${spans}${filled > usableGib && html`<span class="limit" style="left:${part(usableGib, scale)}"></span>`}</div>
<ul class="key">${shown.map(({ name: text, gib, colour }) => html`<li class="f${colour}">${text} ${number(gib)}</li>`)}<li class="free">${number(Math.max(0, usableGib - filled))} of ${number(usableGib)} GiB free</li></ul>
${notes.map((note) => html`<p class="small dim">${note}</p>`)}</div>\n`;
}
