import { engineFacts } from '../../../catalog/engines';
import { type ServingCommand, servingPaths } from '../../environment/inference-plan';
import { groupArguments } from './node-group';
import { adapterPaths, quantizationArguments, type ServingRequest } from './serving-request';

/** Port over which the nodes of a replica find each other. */
const groupPort = 29500;

/**
 * LMDeploy with TurboMind, or with its PyTorch engine for adapters, which TurboMind ignores without a word. Source:
 * LMDeploy 0.16, `cli/serve.py` and `cli/utils.py`.
 */
export function lmdeployCommand(request: ServingRequest): ServingCommand {
  const { image, port, healthPath, memoryUtilization, fp8Cache, prefixCaching } = engineFacts('lmdeploy');
  const { parallel, nodes, adapters } = request;
  const args = [
    servingPaths.model,
    ...['--model-name', request.name, '--server-name', '0.0.0.0', '--server-port', String(port)],
    ...['--backend', adapters.length > 0 ? 'pytorch' : 'turbomind'],
    ...['--tp', String(parallel.tensor)],
    ...['--session-len', String(request.contextLength)],
    ...['--cache-max-entry-count', String(memoryUtilization)],
    ...(request.halfPrecision ? ['--dtype', 'float16'] : []),
    ...quantizationArguments('lmdeploy', request),
    ...(request.cacheIn8Bits ? fp8Cache : []),
    ...(request.prefixCaching ? prefixCaching : []),
    ...(adapters.length > 0 ? ['--adapters', ...adapterPaths(request)] : []),
    ...(request.hasApiKey ? ['--api-keys', '$(API_KEY)'] : []),
    ...request.extraArgs,
  ];
  return {
    image,
    command: ['lmdeploy', 'serve', 'api_server'],
    args: [...args, ...(nodes > 1 ? groupArguments('leader', groupPort) : [])],
    ...(nodes > 1 && { workerArgs: [...args, ...groupArguments('worker', groupPort)] }),
    env: { TRITON_CACHE_DIR: `${servingPaths.cache}/triton` },
    ...(request.hasApiKey && { apiKeyVariable: 'API_KEY' }),
    port,
    healthPath,
  };
}
