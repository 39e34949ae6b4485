import { engineFacts } from '../../../catalog/engines';
import { type ServingCommand, servingPaths } from '../../environment/inference-plan';
import { groupArguments } from './node-group';
import { adapterPaths, quantizationArguments, type ServingRequest } from './serving-request';

/** Port over which the nodes of a replica find each other. */
const groupPort = 20000;

/**
 * SGLang, which listens on the loopback interface and keeps its metrics to itself unless told otherwise. All nodes of a
 * replica run the same command. Source: SGLang 0.5.21 documentation, "Server arguments"; LeaderWorkerSet examples.
 */
export function sglangCommand(request: ServingRequest): ServingCommand {
  const { image, port, healthPath, memoryUtilization, fp8Cache } = engineFacts('sglang');
  const { parallel, nodes, adapters } = request;
  const args = [
    ...['--model-path', servingPaths.model, '--served-model-name', request.name],
    ...['--host', '0.0.0.0', '--port', String(port), '--enable-metrics'],
    ...['--tp-size', String(parallel.tensor)],
    ...(parallel.pipeline > 1 ? ['--pp-size', String(parallel.pipeline)] : []),
    ...['--context-length', String(request.contextLength)],
    ...['--mem-fraction-static', String(memoryUtilization)],
    ...(request.halfPrecision ? ['--dtype', 'float16'] : []),
    ...quantizationArguments('sglang', request),
    ...(request.cacheIn8Bits ? fp8Cache : []),
    ...(request.prefixCaching ? [] : ['--disable-radix-cache']),
    ...(adapters.length > 0
      ? [
          '--enable-lora',
          ...['--max-loras-per-batch', String(adapters.length), '--max-lora-rank', String(request.adapterRank)],
          ...['--lora-paths', ...adapterPaths(request)],
        ]
      : []),
    ...(request.hasApiKey ? ['--api-key', '$(API_KEY)'] : []),
    ...request.extraArgs,
  ];
  return {
    image,
    command: ['python3', '-m', 'sglang.launch_server'],
    args: [...args, ...(nodes > 1 ? groupArguments('leader', groupPort) : [])],
    ...(nodes > 1 && { workerArgs: [...args, ...groupArguments('worker', groupPort)] }),
    env: { SGLANG_HEALTH_CHECK_TIMEOUT: '20', TRITON_CACHE_DIR: `${servingPaths.cache}/triton` },
    ...(request.hasApiKey && { apiKeyVariable: 'API_KEY' }),
    port,
    healthPath,
  };
}
