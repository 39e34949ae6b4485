import { type Engine, engines, type Quantization } from '../../catalog/engines';
import { engineWorkload } from '../../constructs/inference/engine-workload';
import type { ServedService } from '../../constructs/inference/served-service';
import { engineCommand } from '../../planner/inference/engines/engine-command';
import { expectGolden } from '../support/golden';
import { lineDifferences, manifestText } from '../support/kubernetes/manifest-lines';
import { schemaProblems } from '../support/kubernetes/schemas';

const all = Object.keys(engines) as Engine[];

/** A service on one node, with pools in an order, or on two. */
function service(engine: Engine, nodes: number, quantization: Quantization | 'none'): ServedService {
  const { hasPipeline } = engines[engine];
  const command = engineCommand(engine, {
    name: 'chat',
    quantization,
    contextLength: 8192,
    parallel:
      nodes === 1 ? { tensor: 4, pipeline: 1 } : { tensor: hasPipeline ? 8 : 16, pipeline: hasPipeline ? 2 : 1 },
    nodes,
    adapters: [],
    adapterRank: 8,
    cacheIn8Bits: false,
    prefixCaching: true,
    hasApiKey: true,
    drainSeconds: 300,
    halfPrecision: false,
    extraArgs: [],
  });
  return {
    engine,
    command,
    weights: [],
    apiKeySecret: 'prod/chat-key',
    nodesPerReplica: nodes,
    resources:
      nodes === 1
        ? { gpus: 4, vendor: 'nvidia', cpu: 40, memoryGib: 150, sharedMemoryGib: 8, efaInterfaces: 0 }
        : { gpus: 8, vendor: 'nvidia', cpu: 170, memoryGib: 1700, sharedMemoryGib: 16, efaInterfaces: 32 },
    loadSeconds: 240,
    startupSeconds: 720,
    cooldownSeconds: 480,
    name: 'chat',
    tier: 'critical',
    pools: nodes === 1 ? ['reserved', 'serve', 'spot'] : ['hopper'],
    replicas: { min: 2, max: 12 },
    scaling: { on: 'queue', target: 4 },
    surge: true,
    headroom: 1,
    drainSeconds: 300,
    exposure: 'public',
  };
}

const cases = all.flatMap((engine) => [[engine, 1, 'one-node'] as const, [engine, 2, 'two-nodes'] as const]);

describe('the objects of a service', () => {
  it.each(cases)('of %s on %d are as in the golden file, and what the API server accepts', (engine, nodes, name) => {
    const manifests = engineWorkload(service(engine, nodes, 'none'));
    expect(schemaProblems(manifests)).toEqual([]);
    expectGolden(`serving/${engine}-${name}.yaml`, manifestText(manifests));
  });

  it('differ by quantisation in the arguments of the engine and in nothing else', () => {
    const blocks = cases.flatMap(([engine, nodes, name]) =>
      (Object.keys(engines[engine].quantizations) as Quantization[]).map((quantization) => {
        const manifests = engineWorkload(service(engine, nodes, quantization));
        expect(schemaProblems(manifests)).toEqual([]);
        const plain = manifestText(engineWorkload(service(engine, nodes, 'none')));
        return [`# ${engine}, ${name}, ${quantization}`, ...lineDifferences(manifestText(manifests), plain)].join('\n');
      }),
    );
    expectGolden('serving/quantizations.txt', `${blocks.join('\n\n')}\n`);
  });
});
