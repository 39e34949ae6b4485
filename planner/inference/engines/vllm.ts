import { engineFacts } from '../../../catalog/engines';
import { type ServingCommand, servingPaths } from '../../environment/inference-plan';
import { leaderAddress, nodeArguments } from './node-group';
import { adapterPaths, quantizationArguments, type ServingRequest } from './serving-request';

/**
 * vLLM on one node, or natively on several of a LeaderWorkerSet; its image starts `vllm serve`. Without a shutdown timeout
 * it cuts off running requests when it is told to stop. Source: vLLM 0.27 documentation, "Serve" and "Parallelism and
 * scaling".
 */
export function vllmCommand(request: ServingRequest): ServingCommand {
  const { image, port, healthPath, memoryUtilization, fp8Cache, prefixCaching } = engineFacts('vllm');
  const { parallel, nodes, adapters } = request;
  const shared = [
    servingPaths.model,
    ...['--served-model-name', request.name],
    ...['--tensor-parallel-size', String(parallel.tensor)],
    ...(parallel.pipeline > 1 ? ['--pipeline-parallel-size', String(parallel.pipeline)] : []),
    ...['--max-model-len', String(request.contextLength)],
    ...['--gpu-memory-utilization', String(memoryUtilization)],
    ...(request.halfPrecision ? ['--dtype', 'half'] : []),
    ...quantizationArguments('vllm', request),
    ...(request.cacheIn8Bits ? fp8Cache : []),
    ...(request.prefixCaching ? prefixCaching : ['--no-enable-prefix-caching']),
    ...(adapters.length > 0
      ? [
          '--enable-lora',
          ...['--max-loras', String(adapters.length), '--max-lora-rank', String(request.adapterRank)],
          ...['--lora-modules', ...adapterPaths(request)],
        ]
      : []),
    ...request.extraArgs,
  ];
  const server = ['--host', '0.0.0.0', '--port', String(port), '--shutdown-timeout', String(request.drainSeconds)];
  const group = (role: 'leader' | 'worker') => [...nodeArguments(role), '--master-addr', leaderAddress];
  return {
    image,
    args: [...shared, ...server, ...(nodes > 1 ? group('leader') : [])],
    ...(nodes > 1 && { workerArgs: [...shared, ...group('worker'), '--headless'] }),
    env: {
      VLLM_CACHE_ROOT: `${servingPaths.cache}/vllm`,
      TRITON_CACHE_DIR: `${servingPaths.cache}/triton`,
      VLLM_NO_USAGE_STATS: '1',
    },
    ...(request.hasApiKey && { apiKeyVariable: 'VLLM_API_KEY' }),
    port,
    healthPath,
  };
}
