import type { Architecture } from '../../catalog/models';
import { bytesPerGib } from '../../schemas/size';
import type { GpuNode } from './gpu-node';
import { tensorProblem } from './tensor-problem';
import { type WeightFormat, weightBytes } from './weights';

/** What vLLM may take of a GPU, as a part of it. */
export const memoryUtilization = 0.9;

/** Part of a GPU's memory that weights take at the most where more GPUs can be had: the rest is room for many questions. */
const roomyShare = 0.6;

/** Part that they may take at all: a twentieth of the GPU is left to activations and the cache. */
const largestShare = memoryUtilization - 0.05;

/** How the weights of a model that is evaluated lie on GPUs of one node. */
export interface EvaluationFit {
  /** GPUs that share them. */
  readonly gpus: number;
  /** On each of them. */
  readonly weightsGib: number;
  /** What a process can have of one. */
  readonly usableGib: number;
  /** What weights may take of one. */
  readonly roomGib: number;
  readonly fits: boolean;
}

/** The fewest GPUs of a node on which weights leave room for many questions at a time, else as many as can share them. */
export function evaluationFit(model: Architecture, format: WeightFormat, node: GpuNode): EvaluationFit {
  const neededGib = weightBytes(model, format) / bytesPerGib;
  const degrees = powersOfTwo(node.count).filter((tensor) => tensorProblem(model, tensor) === undefined);
  const roomy = degrees.find((tensor) => neededGib / tensor <= node.usableGib * roomyShare);
  const gpus = roomy ?? degrees.at(-1) ?? 1;
  const weightsGib = neededGib / gpus;
  const roomGib = node.usableGib * largestShare;
  return { gpus, weightsGib, usableGib: node.usableGib, roomGib, fits: weightsGib <= roomGib };
}

/** Those that divide a number, which for GPUs of a node is one itself. */
function powersOfTwo(count: number): number[] {
  const powers: number[] = [];
  for (let power = 1; power <= count; power *= 2) if (count % power === 0) powers.push(power);
  return powers;
}
