import { type Command, Option } from 'commander';
import { trainingMethods, trainingStrategies, tuners } from '../../planner/fit/parallel-plan';
import type { FitOptions } from '../commands/fit';
import { examples, format, numberTo, type Wiring } from './options';

/** Adds `ninefold fit`. */
export function addFitCommand(program: Command, { context, exit }: Wiring): void {
  program
    .command('fit')
    .description('whether a training job fits some GPUs, by which plan, how fast and for how much; needs no spec')
    .option('--model <name>', 'model of the catalog, as on Hugging Face or ModelScope')
    .option('--config <file>', "config.json of a model of one's own, instead of --model")
    .option('--gpu <name>', 'GPU such as A10G, H100 or A100-80')
    .option('--instance-type <type>', 'EC2 instance type, instead of a GPU')
    .addOption(new Option('--gpus <number>', 'GPUs of one node (default: all)').argParser(numberTo(999)))
    .addOption(new Option('--nodes <number>', 'nodes').default(1).argParser(numberTo(999)))
    .addOption(new Option('--method <method>', 'what is trained').choices(trainingMethods).default('sft'))
    .addOption(new Option('--tuner <tuner>', 'which weights').choices(tuners).default('lora'))
    .addOption(new Option('--strategy <strategy>', 'instead of the fastest plan that fits').choices(trainingStrategies))
    .addOption(new Option('--offload <what>', 'of zero2 and zero3, to the host').choices(['optimizer', 'cpu']))
    .addOption(new Option('--tensor <number>', 'of megatron: GPUs that share each layer').argParser(numberTo(999)))
    .addOption(new Option('--pipeline <number>', 'of megatron: stages of layers').argParser(numberTo(999)))
    .addOption(new Option('--context <number>', 'of megatron: GPUs that share a sequence').argParser(numberTo(999)))
    .addOption(new Option('--expert <number>', 'of megatron: GPUs that share the experts').argParser(numberTo(999)))
    .addOption(
      new Option('--sequence-length <tokens>', 'longest sequence').default(4096).argParser(numberTo(999_999_999)),
    )
    .addOption(
      new Option('--batch-size <number>', 'sequences of one GPU at a time').default(1).argParser(numberTo(999)),
    )
    .addOption(new Option('--gradient-accumulation <number>', 'batches of a step').default(16).argParser(numberTo(999)))
    .addOption(new Option('--lora-rank <number>', 'rank of the adapters').default(8).argParser(numberTo(999)))
    .addOption(new Option('--attention <kernel>', 'kernel of attention').choices(['flash', 'eager']).default('flash'))
    .option('--packing', 'samples are packed into full sequences')
    .option('--fused-loss', 'the loss is computed in parts (Liger)')
    .addOption(
      new Option('--steps <number>', 'steps of the job, for its hours and cost').argParser(numberTo(999_999_999)),
    )
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(fitExamples))
    .action((options: FitOptions) => {
      const { showFit } = require('../commands/fit') as typeof import('../commands/fit');
      exit(showFit(options, context()));
    });
}

const fitExamples = [
  ['ninefold fit --model Qwen/Qwen2.5-7B --gpu A10G --tuner qlora', 'one GPU'],
  ['ninefold fit --model Qwen/Qwen-7B --instance-type p4d.24xlarge --method dpo --tuner full', 'a whole node'],
  ['ninefold fit --model meta-llama/Llama-3.1-405B --instance-type p5.48xlarge --nodes 64 --tuner full', 'a cluster'],
] as const;
