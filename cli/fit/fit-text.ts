import { formatUsd } from '../../planner/cost/format-usd';
import { type MemoryParts, memoryPartNames } from '../../planner/fit/training-memory';
import { roughly, seconds } from '../../review/number-text';
import { count } from '../../schemas/count';
import type { Colors } from '../terminal/terminal';
import type { FitReport } from './fit-report';
import { memoryBar, verdictText } from './memory-bar';

/** A fit as lines: verdict and plan, memory as a bar, host, speed, cost, and what else was possible. */
export function fitLines(report: FitReport, colors: Colors): string[] {
  const {
    verdict,
    plan,
    gpus,
    nodes,
    instanceType,
    memory,
    host,
    speed,
    cost,
    runnersUp,
    recompute,
    tooLarge,
    search,
  } = report;
  const label = (name: string) => colors.dim(name.padEnd(7));
  const bar = entriesOf(memory.parts).map(([name, size]) => [marks[name], size] as const);
  const place = `${count(gpus, 'GPU')}, ${nodes} × ${instanceType}`;
  return [
    `${verdictText(verdict, colors)}: ${plan} on ${place}`,
    `${label('GPU')}${memoryBar(bar, memory.usableGib)} ${gib(memory.allocatedGib + memory.parts.context)} of ${gib(memory.usableGib)} GiB, up to ${gib(memory.reservedGib.max + memory.parts.context)} with gaps`,
    `${label('')}${partsText(memory.parts)}`,
    ...(host.neededGib > 0
      ? [`${label('host')}${gib(host.neededGib)} of ${gib(host.availableGib)} GiB of each node`]
      : []),
    `${label('speed')}${seconds(speed.stepSeconds)} a step of ${roughly(speed.tokensPerStep)} tokens, ${roughly(speed.tokensPerSecond)} tokens/s, ${percent(speed.utilization)} of the peak${recomputeText(recompute)}`,
    `${label('cost')}${costText(cost)}`,
    ...(search === undefined ? [] : [`${label('search')}${searchText(search, verdict)}`]),
    ...others(label('others'), runnersUp),
    ...others(label('larger'), tooLarge),
  ];
}

function searchText({ examined, fitting }: NonNullable<FitReport['search']>, verdict: FitReport['verdict']): string {
  const taken = {
    fits: 'the fastest is taken',
    tight: 'the fastest tight one is taken',
    'does not fit': 'the nearest is shown',
  };
  return `${fitting} of ${examined} plans fit, ${taken[verdict]}`;
}

/** `ZeRO-3: 15,400 tokens/s, 28 % slower; …`, in one line. */
function others(label: string, plans: FitReport['runnersUp']): string[] {
  if (plans.length === 0) return [];
  const each = plans.map(
    ({ plan, tokensPerSecond, reason }) => `${plan}: ${roughly(tokensPerSecond)} tokens/s, ${reason}`,
  );
  return [`${label}${each.join('; ')}`];
}

const marks: Readonly<Record<keyof MemoryParts, string>> = {
  weights: 'w',
  gradients: 'g',
  optimizer: 'o',
  adapters: 'l',
  others: 'r',
  buffers: 'b',
  activations: 'a',
  rollout: 'v',
  context: 'c',
};

function entriesOf(parts: MemoryParts): [keyof MemoryParts, number][] {
  return Object.entries(parts) as [keyof MemoryParts, number][];
}

function partsText(parts: MemoryParts): string {
  return entriesOf(parts)
    .filter(([, size]) => size >= 0.05)
    .map(([name, size]) => `${marks[name]} ${memoryPartNames[name]} ${gib(size)}`)
    .join(', ');
}

function recomputeText(recompute: string): string {
  return recompute === 'full' ? ', layers computed twice' : '';
}

function costText({ of, steps, hours, gpuHours, usd }: FitReport['cost']): string {
  const what = of === 'job' ? `${roughly(steps)} steps` : `a billion tokens (${roughly(steps)} steps)`;
  const price =
    usd === undefined ? 'no on-demand price' : `${formatUsd(Number(usd.toPrecision(3)))} at on-demand prices`;
  return `${roughly(hours)} h, ${roughly(gpuHours)} GPU hours, ${price} for ${what}`;
}

function gib(value: number): string {
  return value.toFixed(1);
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}
