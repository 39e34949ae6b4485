import { type Command, Option } from 'commander';
import type { DeployOptions } from '../commands/deploy';
import type { SynthOptions } from '../commands/synth';
import type { StackOptions } from '../run/with-stacks';
import { collect, examples, format, parallelism, specFile, specHelp, type Wiring } from './options';

/** Adds the commands that make stacks and run Terraform over them: synth, deploy, destroy. */
export function addStackCommands(program: Command, { context, exit }: Wiring): void {
  program
    .command('synth')
    .argument('[spec]', specHelp)
    .description('write the Terraform configuration of a spec')
    .addOption(outputFolder())
    .addHelpText('after', examples(synthExamples))
    .action(async (spec: string | undefined, { output }: ToTarget<SynthOptions>) => {
      const { synth } = require('../commands/synth') as typeof import('../commands/synth');
      const { chosenTarget } = require('../run/target') as typeof import('../run/target');
      exit(await synth(specFile(spec), { target: () => chosenTarget(output) }, context()));
    });

  program
    .command('deploy')
    .argument('[spec]', specHelp)
    .description('synthesize a spec and apply its stacks, independent ones at the same time')
    .addOption(outputFolder())
    .addOption(stackPattern())
    .addOption(parallelism())
    .option('--auto-approve', 'apply without asking')
    .option('--prune', 'destroy stacks that are gone from the spec, after everything else')
    .option('--delete-data', 'with --prune: destroy also what keeps data')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(deployExamples))
    .action(async (spec: string | undefined, { output, ...options }: ToTarget<DeployOptions>) => {
      const { deploy } = require('../commands/deploy') as typeof import('../commands/deploy');
      const { chosenTarget } = require('../run/target') as typeof import('../run/target');
      exit(await deploy(specFile(spec), { ...options, target: () => chosenTarget(output) }, context()));
    });

  program
    .command('destroy')
    .argument('[spec]', specHelp)
    .description('destroy the stacks of a spec, dependents first')
    .addOption(outputFolder())
    .addOption(stackPattern())
    .addOption(parallelism())
    .option('--auto-approve', 'destroy without asking')
    .option('--delete-data', 'destroy also what keeps data')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(destroyExamples))
    .action(async (spec: string | undefined, { output, ...options }: ToTarget<StackOptions>) => {
      const { destroy } = require('../commands/destroy') as typeof import('../commands/destroy');
      const { chosenTarget } = require('../run/target') as typeof import('../run/target');
      exit(await destroy(specFile(spec), { ...options, target: () => chosenTarget(output) }, context()));
    });
}

/** Options of a command that writes to a target, as they come from the command line. */
type ToTarget<Options> = Omit<Options, 'target'> & { readonly output: string };

function outputFolder(): Option {
  return new Option('--output <dir>', 'folder to write').default('cdktf.out');
}

function stackPattern(): Option {
  return new Option(
    '--stack <pattern>',
    'only stacks of this name, in which * stands for any characters; may be repeated',
  ).argParser(collect);
}

const synthExamples = [
  ['ninefold synth', 'write cdktf.out from project.yaml'],
  ['ninefold synth staging.yaml --output out/staging', 'another spec, another folder'],
] as const;

const deployExamples = [
  ['ninefold deploy', 'shows the changes of each stack and asks'],
  ["ninefold deploy --stack '*-us-east-1-*' --auto-approve", 'one region, without asking'],
  ['ninefold deploy --auto-approve --format json', 'every event as a line of JSON, for CI'],
  ['ninefold deploy --prune', 'also destroys the regions that were taken out of the spec'],
] as const;

const destroyExamples = [
  ['ninefold destroy', 'asks for the name of the environment first'],
  ['ninefold destroy dev.yaml --auto-approve --delete-data', 'everything, without asking'],
] as const;
