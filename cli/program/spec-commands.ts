import { type Command, Option } from 'commander';
import type { ExplainOptions } from '../commands/explain';
import type { InitOptions } from '../commands/init';
import type { MigrateOptions } from '../commands/migrate';
import { collect, examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds the commands that help to write a spec: explain, init, migrate. */
export function addSpecCommands(program: Command, { context, exit }: Wiring): void {
  program
    .command('explain')
    .argument('[subject]', 'a rule such as network/cidr-overlap, or a field such as pools.nodes.min')
    .description('explain a rule or a field of the spec; without one, list all rules')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(explainExamples))
    .action((subject: string | undefined, options: ExplainOptions) => {
      const { explain } = require('../commands/explain') as typeof import('../commands/explain');
      exit(explain(subject, options, context()));
    });

  program
    .command('init')
    .description('write a first spec; on a terminal, ask for what the flags leave open')
    .addOption(new Option('--template <name>', 'what to start from').choices(['minimal', 'serving', 'training']))
    .option('--name <name>', 'name of the project')
    .option('--environment <name>', 'which copy of it, for example dev or prod')
    .option('--owner <team>', 'who answers for it')
    .option('--region <region>', 'AWS region; may be repeated, the first one is the primary', collect)
    .option('--admin <arn>', 'IAM role or user with full access to the clusters', collect)
    .option('--zone <domain>', 'public Route 53 hosted zone (serving)')
    .option('--host <domain>', 'name below the zone that users call (serving)')
    .option('--output <file>', 'file to write', 'project.yaml')
    .option('--force', 'overwrite the file if it exists')
    .addHelpText('after', examples(initExamples))
    .action(async (options: InitOptions) => {
      const { init } = require('../commands/init') as typeof import('../commands/init');
      exit(await init(options, context()));
    });

  program
    .command('migrate')
    .argument('[spec]', specHelp)
    .description('bring a spec of an older version of the format to the current one')
    .option('--dry-run', 'only say what would change')
    .addHelpText('after', examples(migrateExamples))
    .action((spec: string | undefined, options: MigrateOptions) => {
      const { migrateSpec } = require('../commands/migrate') as typeof import('../commands/migrate');
      exit(migrateSpec(specFile(spec), options, context()));
    });
}

const explainExamples = [
  ['ninefold explain', 'list all rules'],
  ['ninefold explain network/cidr-overlap', 'why the rule exists and how to satisfy it'],
  ['ninefold explain pools.nodes.min', 'type, default and example of a field, and what a change does'],
] as const;

const initExamples = [
  ['ninefold init', 'asks, then writes project.yaml'],
  ['ninefold init --template serving --region us-east-1 --region us-west-2', 'answers some questions beforehand'],
  ['ninefold init --name chat --owner llm-platform --output chat.yaml', 'writes to another file'],
] as const;

const migrateExamples = [['ninefold migrate --dry-run', 'lists the changes that project.yaml needs']] as const;
