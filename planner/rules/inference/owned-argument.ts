import type { Rule } from '../rule';
import { isSecretArgument } from './secret-argument';
import { checkServices } from './service-rule';

export const ownedArgument: Rule = {
  id: 'inference/owned-argument',
  severity: 'error',
  summary: 'Further arguments are not those that Ninefold sets.',
  why: 'The last one wins without a word: probes, scaling and memory would be planned for something else.',
  fix: 'Use the field of the spec instead, or remove the argument.',
  source: 'Ninefold: planner/inference/engines',
  check(subject) {
    return checkServices(subject, ({ service, plan }) => {
      // What the service adds itself stands among the arguments as well.
      const given = new Set(service.extraArgs);
      const counted = new Map<string, number>();
      for (const argument of plan.command.args) counted.set(argument, (counted.get(argument) ?? 0) + 1);
      const own = [...counted].filter(([argument, count]) => isFlag(argument) && (!given.has(argument) || count > 1));
      const set = new Set<string>([...own.map(([argument]) => argument), ...always[service.engine]]);
      return (
        service.extraArgs
          .map((argument, position) => ({ flag: argument.split('=')[0] ?? argument, position }))
          // A key among them is the finding of inference/secret-argument.
          .filter(({ flag }) => isFlag(flag) && set.has(flag) && !isSecretArgument(flag))
          .map(({ flag, position }) => ({
            field: ['extraArgs', position],
            message: `Ninefold sets ${flag} for ${service.engine} itself`,
            expected: 'an argument that the spec has no field for',
            found: flag,
            fix: 'remove it, and use the field of the spec',
          }))
      );
    });
  },
};

function isFlag(text: string): boolean {
  return text.startsWith('--');
}

/** Arguments that a field of the spec decides about even where the command leaves them out. */
const always = {
  vllm: [
    '--quantization',
    '--kv-cache-dtype',
    '--pipeline-parallel-size',
    '--data-parallel-size',
    '--model',
    '--config',
  ],
  // It has several names for most of them.
  sglang: [
    '--quantization',
    '--kv-cache-dtype',
    '--tp',
    '--tensor-parallel-size',
    '--pp-size',
    '--pipeline-parallel-size',
    '--dp',
    '--dp-size',
    '--data-parallel-size',
    '--model',
    '--port',
    '--host',
    '--nccl-init-addr',
    '--config',
  ],
  lmdeploy: ['--model-format', '--quant-policy', '--dp', '--server-port', '--server-name'],
} as const;
