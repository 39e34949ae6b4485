import type { Environment } from '../../planner/environment/environment';
import type { ServedVersion } from '../../planner/environment/inference-plan';
import { tokensPerGpu } from '../../planner/fit/search-serving';
import type { ServingFit } from '../../planner/fit/serving-fit';
import { number, roughly } from '../../review/number-text';
import { count } from '../../schemas/count';
import { memoryBar, verdictText } from '../fit/memory-bar';
import { packLines } from '../terminal/pack-lines';
import type { Colors } from '../terminal/terminal';
import {
  lossLines,
  type RegionReplicas,
  replicasByRegion,
  replicasText,
  type ServiceLoss,
  serviceLosses,
} from './service-regions';

/** What the pods of a service run, what a replica needs and can do, and where it does it. */
export interface ServiceFit extends VersionFit {
  readonly service: string;
  readonly replicas: readonly RegionReplicas[];
  /** In the order in which they are tried; absent where there is only one. */
  readonly pools?: readonly string[];
  readonly losses: readonly ServiceLoss[];
  readonly canary?: VersionFit & { readonly weight: number };
}

/** The service, or its canary. */
export interface VersionFit {
  readonly image: string;
  /** Entry point and arguments of the leader. */
  readonly command: readonly string[];
  /** Of the other nodes of a replica. */
  readonly workerCommand?: readonly string[];
  readonly gpusPerReplica: number;
  readonly nodesPerReplica: number;
  readonly contextLength: number;
  readonly loadSeconds: number;
  /** Absent if the model or the GPUs are unknown. */
  readonly fit?: ServingFit;
  /** A larger replica that serves well more tokens a second with each GPU. */
  readonly fasterPerGpu?: ServingFit;
}

export function serviceFits(environment: Environment): ServiceFit[] {
  return environment.inference.map((plan) => {
    const { name, contextLength, pool, fallbackPools, canary } = plan;
    return {
      service: name,
      ...versionFit(plan, contextLength),
      replicas: replicasByRegion(environment, plan),
      ...(fallbackPools.length > 0 && { pools: [pool, ...fallbackPools] }),
      losses: serviceLosses(environment, plan),
      ...(canary && { canary: { weight: canary.weight, ...versionFit(canary, contextLength) } }),
    };
  });
}

function versionFit(
  { command, gpusPerReplica, nodesPerReplica, timing, fit, fasterPerGpu }: ServedVersion,
  contextLength: number,
): VersionFit {
  return {
    image: command.image,
    command: [...(command.command ?? []), ...command.args],
    ...(command.workerArgs && { workerCommand: [...(command.command ?? []), ...command.workerArgs] }),
    gpusPerReplica,
    nodesPerReplica,
    contextLength,
    loadSeconds: timing.load.seconds,
    ...(fit && { fit }),
    ...(fasterPerGpu && { fasterPerGpu }),
  };
}

/** Undefined without services. */
export function serviceFitSection(fits: readonly ServiceFit[], colors: Colors): string | undefined {
  if (fits.length === 0) return undefined;
  const blocks = fits.map((service) => serviceLines(service, colors).join('\n'));
  return [colors.bold('Replicas, estimated (docs/inference.md)'), ...blocks].join('\n');
}

function serviceLines(service: ServiceFit, colors: Colors): string[] {
  const { replicas, losses, pools, canary } = service;
  const label = labelIn(colors);
  return [
    ...versionLines(service.service, service, colors),
    ...wrapped('replicas', [replicasText(replicas)], label),
    ...(pools ? [`${label('pools')}${pools.join(', then ')}`] : []),
    ...wrapped('if lost', lossLines(losses), label),
    ...(canary ? versionLines(`${service.service} (canary, ${canary.weight} % of the requests)`, canary, colors) : []),
  ];
}

type Label = (name: string) => string;

function labelIn(colors: Colors): Label {
  return (name) => `    ${colors.dim(name.padEnd(9))}`;
}

/** Each text begins a line, and goes on below where it is long. */
function wrapped(name: string, texts: readonly string[], label: Label): string[] {
  return texts
    .flatMap((text) => packLines(text.split(' '), 96))
    .map((line, index) => `${label(index === 0 ? name : '')}${line}`);
}

function versionLines(title: string, version: VersionFit, colors: Colors): string[] {
  const {
    fit,
    fasterPerGpu,
    gpusPerReplica,
    nodesPerReplica,
    contextLength,
    loadSeconds,
    image,
    command,
    workerCommand,
  } = version;
  const label = labelIn(colors);
  const nodes = nodesPerReplica > 1 ? `, ${nodesPerReplica} nodes` : '';
  const place = `${count(gpusPerReplica, 'GPU')}${nodes}`;
  return [
    `  ${colors.bold(title)}  ${fit ? `${verdictText(fit.verdict, colors)} ` : ''}on ${place} a replica`,
    ...(fit ? fitLines(fit, contextLength, loadSeconds, label) : []),
    ...(fit && fasterPerGpu ? [`${label('larger')}${largerText(fasterPerGpu, fit)}`] : []),
    ...commandLines('command', [image, ...command], label),
    ...(workerCommand ? commandLines('workers', [image, ...workerCommand], label) : []),
  ];
}

function fitLines(fit: ServingFit, contextLength: number, loadSeconds: number, label: Label): string[] {
  const { memory, usableGib, cacheTokens, concurrency, largestContext, speed } = fit;
  const parts = [
    ['w', memory.weights],
    ['a', memory.activations],
    ['c', memory.overhead],
    ['k', memory.cache],
  ] as const;
  return [
    `${label('GPU')}${memoryBar(parts, usableGib)} of ${usableGib.toFixed(1)} GiB: w weights ${memory.weights.toFixed(1)}, a activations ${memory.activations.toFixed(1)}, c CUDA ${memory.overhead.toFixed(1)}, k cache ${memory.cache.toFixed(1)}`,
    `${label('holds')}${roughly(cacheTokens)} tokens: ${concurrency.toFixed(1)} sequences of ${number(contextLength)}, or one of ${number(largestContext)}`,
    `${label('speed')}up to ${roughly(speed.single)} tokens/s alone, ${roughly(speed.together)} tokens/s together; loads in some ${Math.round(loadSeconds)} s`,
  ];
}

/** What a larger replica would do, as the spec asks for it. */
function largerText(larger: ServingFit, fit: ServingFit): string {
  const { parallel, concurrency, speed } = larger;
  const times = number(tokensPerGpu(larger) / tokensPerGpu(fit));
  return `parallelism: { tensor: ${parallel.tensor} } holds ${concurrency.toFixed(1)} sequences, up to ${roughly(speed.together)} tokens/s together, ${times} times as many for each GPU`;
}

/** An argument and its value stay together; lines are broken before 110 characters. */
function commandLines(name: string, words: readonly string[], label: Label): string[] {
  return packLines(groups(words), 96).map((line, index) => `${label(index === 0 ? name : '')}${line}`);
}

function groups(words: readonly string[]): string[] {
  const result: string[] = [];
  for (const word of words) {
    const last = result.at(-1);
    if (last?.startsWith('--') && !last.includes(' ') && !word.startsWith('--'))
      result[result.length - 1] = `${last} ${word}`;
    else result.push(word);
  }
  return result;
}
