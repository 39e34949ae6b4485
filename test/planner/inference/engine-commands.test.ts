import { engineArguments } from '../../../catalog/engine-arguments';
import { type Engine, engineFacts, engines, type Quantization } from '../../../catalog/engines';
import { instanceTypes } from '../../../catalog/instance-types';
import { engineCommand } from '../../../planner/inference/engines/engine-command';
import type { ServingRequest } from '../../../planner/inference/engines/serving-request';
import { expectGolden } from '../../support/golden';

const plain: ServingRequest = {
  name: 'chat',
  quantization: 'none',
  contextLength: 8192,
  parallel: { tensor: 4, pipeline: 1 },
  nodes: 1,
  adapters: [],
  adapterRank: 8,
  cacheIn8Bits: false,
  prefixCaching: true,
  hasApiKey: false,
  drainSeconds: 300,
  halfPrecision: false,
  extraArgs: [],
};

const all = Object.keys(engines) as Engine[];

function text(title: string, engine: Engine, request: ServingRequest): string {
  const {
    image,
    command = [],
    args,
    workerArgs,
    env,
    apiKeyVariable,
    port,
    healthPath,
  } = engineCommand(engine, request);
  return [
    `# ${title}`,
    `image    ${image}`,
    `command  ${[...command, ...args].join(' ')}`,
    ...(workerArgs ? [`workers  ${[...command, ...workerArgs].join(' ')}`] : []),
    `env      ${[...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...(apiKeyVariable ? [`${apiKeyVariable}=<secret>`] : [])].join(' ')}`,
    `health   :${port}${healthPath}`,
  ].join('\n');
}

describe('the command of an engine', () => {
  it('is as in the golden file for every engine, on one node and on several, with every quantisation', () => {
    const blocks = all.flatMap((engine) => {
      const { hasPipeline } = engines[engine];
      const parallel = hasPipeline ? { tensor: 8, pipeline: 2 } : { tensor: 16, pipeline: 1 };
      const quantizations: readonly (Quantization | 'none')[] = [
        'none',
        ...(Object.keys(engines[engine].quantizations) as Quantization[]),
      ];
      return [
        ...quantizations.flatMap((quantization) => [
          text(`${engine}, ${quantization}, one node`, engine, { ...plain, quantization }),
          text(`${engine}, ${quantization}, two nodes`, engine, { ...plain, quantization, parallel, nodes: 2 }),
        ]),
        text(`${engine}, everything else`, engine, {
          ...plain,
          adapters: [{ name: 'support' }],
          adapterRank: 16,
          cacheIn8Bits: true,
          prefixCaching: false,
          hasApiKey: true,
          halfPrecision: true,
          extraArgs: ['--log-level', 'warning'],
        }),
      ];
    });
    expectGolden('engine-commands.txt', `${blocks.join('\n\n')}\n`);
  });

  test.each(all)('of %s never holds the key itself', (engine) => {
    const { args, env, apiKeyVariable } = engineCommand(engine, { ...plain, hasApiKey: true });
    expect(apiKeyVariable).toBeDefined();
    expect(Object.keys(env)).not.toContain(apiKeyVariable);
    expect(args.filter((argument) => argument.includes('KEY'))).toEqual(engine === 'vllm' ? [] : ['$(API_KEY)']);
  });

  test.each(all)('of %s on several nodes differs only in what tells the nodes apart', (engine) => {
    const { args, workerArgs = [] } = engineCommand(engine, { ...plain, nodes: 2 });
    expect(args).toContain('0');
    expect(workerArgs).toContain('$(LWS_WORKER_INDEX)');
  });

  test.each(all)('of %s has arguments that the catalog knows, whatever is asked of it', (engine) => {
    const { args, workerArgs = [] } = engineCommand(engine, {
      ...plain,
      nodes: 2,
      parallel: { tensor: 8, pipeline: 2 },
      adapters: [{ name: 'support' }],
      cacheIn8Bits: true,
      hasApiKey: true,
      halfPrecision: true,
      prefixCaching: false,
    });
    const flags = [...args, ...workerArgs].filter((argument) => argument.startsWith('--'));
    const known = engineArguments[engine];
    expect(
      flags.filter((flag) => known[flag] === undefined && known[flag.replace('--no-', '--')] === undefined),
    ).toEqual([]);
  });

  it('is of CUDA only, as long as EC2 has no AMD GPU that an image of an engine for ROCm runs on', () => {
    const amd = instanceTypes.flatMap(({ accelerator }) => (accelerator?.vendor === 'amd' ? [accelerator.model] : []));
    const supported = all.flatMap((engine) => engineFacts(engine).rocmGpus ?? []);
    expect([...new Set(amd)]).toEqual(['Radeon Pro V520']);
    expect(amd.filter((model) => supported.some((name) => model.startsWith(name)))).toEqual([]);
  });

  it('of vLLM finishes what it has begun, and its workers serve nothing', () => {
    const { args, workerArgs = [] } = engineCommand('vllm', { ...plain, nodes: 2 });
    expect(args.join(' ')).toContain('--shutdown-timeout 300');
    expect(workerArgs).toContain('--headless');
    expect(workerArgs).not.toContain('--port');
  });

  it('of LMDeploy uses the engine that has adapters', () => {
    const adapters = [{ name: 'support', training: 'dpo' }];
    expect(engineCommand('lmdeploy', { ...plain, adapters }).args.join(' ')).toContain('--backend pytorch');
    expect(engineCommand('lmdeploy', plain).args.join(' ')).toContain('--backend turbomind');
  });
});
