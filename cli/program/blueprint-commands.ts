import type { Command } from 'commander';
import type { ListOptions } from '../commands/blueprint/list';
import type { ShowOptions } from '../commands/blueprint/show';
import type { UpgradeOptions } from '../commands/blueprint/upgrade';
import { examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds `ninefold blueprint …`. */
export function addBlueprintCommands(program: Command, { context, exit }: Wiring): void {
  const blueprint = program
    .command('blueprint')
    .description('versioned parts of specs that projects extend')
    .addHelpText('after', examples(blueprintExamples));

  blueprint
    .command('list')
    .description('the blueprints that come with Ninefold')
    .addOption(format('text', 'json'))
    .action((options: ListOptions) => {
      const { listBlueprints } = require('../commands/blueprint/list') as typeof import('../commands/blueprint/list');
      exit(listBlueprints(options, context()));
    });

  blueprint
    .command('show')
    .argument('<name>', 'a blueprint, with @range for another version than the newest, or the path of one')
    .description('what a blueprint is for, its parameters and what it sets')
    .addOption(format('text', 'json'))
    .action((name: string, options: ShowOptions) => {
      const { showBlueprint } = require('../commands/blueprint/show') as typeof import('../commands/blueprint/show');
      exit(showBlueprint(name, options, context()));
    });

  blueprint
    .command('lock')
    .argument('[spec]', specHelp)
    .description('write ninefold.lock: commits and hashes of blueprints, versions of providers, charts and images')
    .action((spec: string | undefined) => {
      const { lockBlueprints } = require('../commands/blueprint/lock') as typeof import('../commands/blueprint/lock');
      exit(lockBlueprints(specFile(spec), context()));
    });

  blueprint
    .command('upgrade')
    .argument('[spec]', specHelp)
    .description('show what a newer version of the blueprint does to the project, and take it')
    .option('--to <version>', 'version, range or Git ref (default: the newest version, or where the ref leads today)')
    .option('--yes', 'write without asking')
    .addHelpText('after', examples(upgradeExamples))
    .action(async (spec: string | undefined, options: UpgradeOptions) => {
      const { upgradeBlueprint } =
        require('../commands/blueprint/upgrade') as typeof import('../commands/blueprint/upgrade');
      exit(await upgradeBlueprint(specFile(spec), options, context()));
    });
}

const blueprintExamples = [
  ['ninefold blueprint show ha-chat', 'its newest version'],
  ['ninefold blueprint show ./blueprints/chat', 'one of your own'],
  ['ninefold blueprint upgrade', 'to the newest version, after a look at what it changes'],
  ['ninefold blueprint lock', 'fetches what project.yaml extends in Git, and locks it'],
] as const;

const upgradeExamples = [
  ['ninefold blueprint upgrade', 'to the newest version'],
  ['ninefold blueprint upgrade --to ^1.1.0', 'to the newest one of a range'],
  ['ninefold blueprint upgrade --to v1.3.0', 'to a tag, where the blueprint is in Git'],
] as const;
