import { engineFacts, type Quantization } from '../../catalog/engines';
import { type GpuNode, gpuNodesByPrice } from './gpu-node';
import { placeServing, searchServing } from './search-serving';
import { roomyContext, type ServingFit } from './serving-fit';
import type { ServingParallel } from './serving-parallel';
import { type ServingWorkload, servedFormat } from './serving-workload';

/** What a service is run on now. */
interface Situation {
  readonly workload: ServingWorkload;
  /** Undefined with `parallelism: auto`. */
  readonly parallel: ServingParallel | undefined;
  readonly node: GpuNode;
  /** Most nodes of one replica. */
  readonly maxNodes: number;
}

/** At most three changes after which a service fits, the smallest first. */
export function waysToServe({ workload, parallel, node, maxNodes }: Situation): string[] {
  const on = (changed: ServingWorkload, where: GpuNode): ServingFit | undefined =>
    placeServing(changed, parallel, where, maxNodes);
  const holds = on(workload, node)?.largestContext ?? 0;
  const shorter = roomyContext(holds);
  const candidates: readonly (readonly [change: string, estimate: () => ServingFit | undefined])[] = [
    ...(parallel ? ([['parallelism: auto', () => searchServing(workload, node, maxNodes)]] as const) : []),
    ...(shorter >= 1024
      ? ([[`contextLength: ${shorter}`, () => on({ ...workload, contextLength: shorter }, node)]] as const)
      : []),
    ['kvCache: fp8', () => (workload.cache === 'fp8' ? undefined : on({ ...workload, cache: 'fp8' }, node))],
    ...smallerWeights(workload, node).map(
      ([name, changed]) => [`quantization: ${name}`, () => on(changed, node)] as const,
    ),
    ...largerGpus(node).map(
      (larger) => [`${larger.count} × ${larger.gpu} (${larger.instanceType})`, () => on(workload, larger)] as const,
    ),
  ];
  const ways: string[] = [];
  for (const [change, estimate] of candidates) {
    if (estimate()?.verdict === 'fits') ways.push(change);
    if (ways.length === 3) break;
  }
  return ways;
}

/** Quantisations that the engine has on this GPU and that make weights smaller. */
function smallerWeights(workload: ServingWorkload, node: GpuNode): [Quantization, ServingWorkload][] {
  if (workload.weights !== 'bf16') return [];
  const { quantizations } = engineFacts(workload.engine);
  return (['fp8', 'awq'] as const).flatMap((name): [Quantization, ServingWorkload][] => {
    const facts = quantizations[name];
    const works = facts !== undefined && node.computeCapability >= facts.capability;
    return works ? [[name, { ...workload, weights: servedFormat(name, undefined) }]] : [];
  });
}

/** Instance types with more memory on each GPU, the cheapest first. */
function largerGpus(node: GpuNode): GpuNode[] {
  return gpuNodesByPrice().filter((type) => type.usableGib > node.usableGib && type.usdPerHour !== undefined);
}
