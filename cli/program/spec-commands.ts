import { type Command, Option } from 'commander';
import type { ExplainOptions } from '../commands/explain';
import type { InitOptions } from '../commands/init';
import type { MigrateOptions } from '../commands/migrate';
import type { PlanOptions } from '../commands/plan';
import type { ValidateOptions } from '../commands/validate';
import { collect, examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds the commands that help to write a spec: init, validate, plan, explain, migrate. */
export function addSpecCommands(program: Command, { context, exit }: Wiring): void {
  program
    .command('init')
    .description('write a first spec; on a terminal, ask for what the flags leave open')
    .addOption(new Option('--template <name>', 'what to start from').choices(['minimal', 'serving', 'training']))
    .option('--name <name>', 'name of the project')
    .option('--environment <name>', 'which environment of it this is, for example dev or prod')
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
    .command('validate')
    .argument('[spec]', specHelp)
    .description('find every mistake in a spec at once')
    .addOption(format('text', 'json', 'sarif'))
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1').choices(['error', 'warning']).default('error'),
    )
    .addHelpText('after', examples(validateExamples))
    .action((spec: string | undefined, options: ValidateOptions) => {
      const { validate } = require('../commands/validate') as typeof import('../commands/validate');
      exit(validate(specFile(spec), options, context()));
    });

  program
    .command('plan')
    .argument('[spec]', specHelp)
    .description('show what a spec stands for, with every default filled in')
    .option(
      '--explain-values',
      'show every value and where it was written: in the spec, in a blueprint, or as a default',
    )
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(planExamples))
    .action((spec: string | undefined, options: PlanOptions) => {
      const { plan } = require('../commands/plan') as typeof import('../commands/plan');
      exit(plan(specFile(spec), options, context()));
    });

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

const initExamples = [
  ['ninefold init', 'asks, then writes project.yaml'],
  ['ninefold init --template serving --region us-east-1 --region us-west-2', 'answers some questions beforehand'],
  ['ninefold init --name chat --owner llm-platform --output chat.yaml', 'writes to another file'],
] as const;

const validateExamples = [
  ['ninefold validate', 'check project.yaml'],
  ['ninefold validate examples/minimal/project.yaml --fail-on warning', 'accept no warnings either'],
  ['ninefold validate --format sarif > ninefold.sarif', 'for code scanning'],
] as const;

const planExamples = [
  ['ninefold plan', 'regions, pools, workloads, records and stacks of project.yaml'],
  ['ninefold plan --format json | jq .totals', 'the numbers'],
  ['ninefold plan --explain-values', 'where each value comes from'],
] as const;

const explainExamples = [
  ['ninefold explain', 'list all rules'],
  ['ninefold explain network/cidr-overlap', 'why the rule exists and how to satisfy it'],
  ['ninefold explain pools.nodes.min', 'type, default and example of a field, and what a change does'],
] as const;

const migrateExamples = [['ninefold migrate --dry-run', 'lists the changes that project.yaml needs']] as const;
