import { engineFacts } from '../../../catalog/engines';
import { type ServingCommand, servingPaths } from '../../environment/inference-plan';
import { leaderAddress, nodeArguments } from './node-group';
import type { ServingRequest } from './serving-request';

/** Port over which the nodes of a replica find each other. */
const groupPort = 29500;

/**
 * LMDeploy with TurboMind, or with its PyTorch engine for adapters, which TurboMind ignores without a word. Source:
 * LMDeploy 0.16, `cli/serve.py` and `cli/utils.py`.
 */
export function lmdeployCommand(request: ServingRequest): ServingCommand {
  const { image, port, healthPath, quantizations, memoryUtilization, fp8Cache, prefixCaching } =
    engineFacts('lmdeploy');
  const { parallel, nodes, adapters } = request;
  const args = [
    servingPaths.model,
    ...['--model-name', request.name, '--server-name', '0.0.0.0', '--server-port', String(port)],
    ...['--backend', adapters.length > 0 ? 'pytorch' : 'turbomind'],
    ...['--tp', String(parallel.tensor)],
    ...['--session-len', String(request.contextLength)],
    ...['--cache-max-entry-count', String(memoryUtilization)],
    ...(request.halfPrecision ? ['--dtype', 'float16'] : []),
    ...(request.quantization === 'none' ? [] : (quantizations[request.quantization]?.args ?? [])),
    ...(request.cacheIn8Bits ? fp8Cache : []),
    ...(request.prefixCaching ? prefixCaching : []),
    ...(adapters.length > 0
      ? ['--adapters', ...adapters.map(({ name }) => `${name}=${servingPaths.adapters}/${name}`)]
      : []),
    ...(request.hasApiKey ? ['--api-keys', '$(API_KEY)'] : []),
    ...request.extraArgs,
  ];
  const group = (role: 'leader' | 'worker') => [
    ...nodeArguments(role),
    ...['--dist-init-addr', `${leaderAddress}:${groupPort}`],
  ];
  return {
    image,
    command: ['lmdeploy', 'serve', 'api_server'],
    args: [...args, ...(nodes > 1 ? group('leader') : [])],
    ...(nodes > 1 && { workerArgs: [...args, ...group('worker')] }),
    env: { TRITON_CACHE_DIR: `${servingPaths.cache}/triton` },
    ...(request.hasApiKey && { apiKeyVariable: 'API_KEY' }),
    port,
    healthPath,
  };
}
