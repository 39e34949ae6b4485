import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { faultKinds } from '../../planner/availability/fault';
import { type Condition, conditionHelp, parseCondition } from '../../review/diff/fail-on';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { exitOnClosedPipe, makeTerminal, type Terminal } from '../terminal/terminal';
import { addBlueprintCommands } from './blueprint-commands';
import { addSandboxCommands } from './sandbox-commands';
import { addTrainCommands } from './train-commands';

interface GlobalOptions {
  readonly today?: string;
  readonly color?: boolean;
}

/** Options of a command that writes to a target, as they come from the command line. */
type ToTarget<Command extends (file: string, options: never, context: Context) => unknown> = Omit<
  Parameters<Command>[1],
  'target'
> & { readonly output: string };

/** Runs the command line and returns the exit code. */
export async function run(args: readonly string[], version: string): Promise<number> {
  exitOnClosedPipe();
  const state = { exitCode: exitCodes.ok as number };
  const program = makeProgram(version, state);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return state.exitCode;
  } catch (error) {
    return report(error, makeTerminal(program.opts<GlobalOptions>().color));
  }
}

function report(error: unknown, { note, noteColors }: Terminal): number {
  // Commander has written its message, or the help, already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.mistake;
  if (error instanceof UserError) {
    note(`${noteColors.red('error')} ${error.message}\n  fix  ${error.fix}`);
    return exitCodes.mistake;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  note(`${noteColors.red('internal error')} ${message}`);
  note('This is a defect of Ninefold, not of your spec. Please report it with the spec and the command that you ran.');
  note(process.env['NINEFOLD_DEBUG'] === '1' ? (stack ?? message) : 'NINEFOLD_DEBUG=1 shows where it happened.');
  return exitCodes.defect;
}

/**
 * Every command and option. Commands load their code when they run: `validate` shall not pay for `synth`.
 *
 * @param state gets the exit code of the command that runs
 */
export function makeProgram(version: string, state: { exitCode: number }): Command {
  const program = new Command('ninefold')
    .description('One project spec in, a whole multi-region environment for LLM training and serving on AWS out.')
    .version(version, '--version', 'show the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand(false)
    .option('--today <day>', 'judge expiries and ends of support as of this day (default: today, in UTC)', parseDay)
    .option('--color', 'use colours even when the output is no terminal')
    .option('--no-color', 'use no colours')
    .showHelpAfterError('(--help shows what is possible)')
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .addHelpText('after', exitCodeHelp);

  const context = (): Context => {
    const { today, color } = program.opts<GlobalOptions>();
    return { terminal: makeTerminal(color), today: today ?? currentDay(), version };
  };

  program
    .command('validate')
    .argument('[spec]', specHelp)
    .description('find every mistake in a spec at once')
    .addOption(format('text', 'json', 'sarif'))
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1').choices(['error', 'warning']).default('error'),
    )
    .addHelpText('after', examples(validateExamples))
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/validate').validate>[1]) => {
      const { validate } = require('../commands/validate') as typeof import('../commands/validate');
      state.exitCode = validate(specFile(spec), options, context());
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
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/plan').plan>[1]) => {
      const { plan } = require('../commands/plan') as typeof import('../commands/plan');
      state.exitCode = plan(specFile(spec), options, context());
    });

  program
    .command('diff')
    .argument('[spec]', specHelp)
    .description('show what a change of a spec does to what is deployed, without credentials and without a plan')
    .option('--base <ref>', 'compare with the spec where this branch left that branch, tag or commit')
    .option('--against <path>', 'compare with another spec, a folder with project.yaml, or the output of synth')
    .addOption(format('text', 'markdown', 'json', 'sarif'))
    .option('--fail-on <condition>', `exit with 1 if it is met; may be repeated: ${conditionHelp}`, collectCondition)
    .option(
      '--plan-json <file>',
      'what `terraform show -json` says of a stack, which takes the place of the forecast; named STACK.json, or as STACK=file; may be repeated',
      collect,
    )
    .addHelpText('after', examples(diffExamples))
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/diff').diff>[1]) => {
      const { diff } = require('../commands/diff') as typeof import('../commands/diff');
      state.exitCode = diff(specFile(spec), options, context());
    });

  program
    .command('report')
    .argument('[spec]', specHelp)
    .description('write a page for people: topology, objectives, GPU memory, cost, and what a change does')
    .option('--base <ref>', 'also compare with the spec where this branch left that branch, tag or commit')
    .option('--against <path>', 'also compare with another spec, a folder with project.yaml, or the output of synth')
    .option(
      '--plan-json <file>',
      'what `terraform show -json` says of a stack, which takes the place of the forecast; named STACK.json, or as STACK=file; may be repeated',
      collect,
    )
    .addOption(new Option('--output <file>', 'file to write').default('report.html'))
    .addHelpText('after', examples(reportExamples))
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/report').report>[1]) => {
      const { report } = require('../commands/report') as typeof import('../commands/report');
      state.exitCode = report(specFile(spec), options, context());
    });

  program
    .command('synth')
    .argument('[spec]', specHelp)
    .description('write the Terraform configuration of a spec')
    .addOption(outputFolder())
    .addHelpText('after', examples(synthExamples))
    .action(async (spec: string | undefined, { output }: ToTarget<typeof import('../commands/synth').synth>) => {
      const { synth } = require('../commands/synth') as typeof import('../commands/synth');
      const { chosenTarget } = require('../run/target') as typeof import('../run/target');
      state.exitCode = await synth(specFile(spec), { target: () => chosenTarget(output) }, context());
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
    .action(
      async (
        spec: string | undefined,
        { output, ...options }: ToTarget<typeof import('../commands/deploy').deploy>,
      ) => {
        const { deploy } = require('../commands/deploy') as typeof import('../commands/deploy');
        const { chosenTarget } = require('../run/target') as typeof import('../run/target');
        state.exitCode = await deploy(specFile(spec), { ...options, target: () => chosenTarget(output) }, context());
      },
    );

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
    .action(
      async (
        spec: string | undefined,
        { output, ...options }: ToTarget<typeof import('../commands/destroy').destroy>,
      ) => {
        const { destroy } = require('../commands/destroy') as typeof import('../commands/destroy');
        const { chosenTarget } = require('../run/target') as typeof import('../run/target');
        state.exitCode = await destroy(specFile(spec), { ...options, target: () => chosenTarget(output) }, context());
      },
    );

  program
    .command('explain')
    .argument('[subject]', 'a rule such as network/cidr-overlap, or a field such as pools.nodes.min')
    .description('explain a rule or a field of the spec; without one, list all rules')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(explainExamples))
    .action((subject: string | undefined, options: Parameters<typeof import('../commands/explain').explain>[1]) => {
      const { explain } = require('../commands/explain') as typeof import('../commands/explain');
      state.exitCode = explain(subject, options, context());
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
    .action(async (options: Parameters<typeof import('../commands/init').init>[0]) => {
      const { init } = require('../commands/init') as typeof import('../commands/init');
      state.exitCode = await init(options, context());
    });

  program
    .command('fit')
    .description('whether a training job fits some GPUs, by which plan, how fast and for how much; needs no spec')
    .option('--model <name>', 'model of the catalog, as on Hugging Face or ModelScope')
    .option('--config <file>', "config.json of a model of one's own, instead of --model")
    .option('--gpu <name>', 'GPU such as A10G, H100 or A100-80')
    .option('--instance-type <type>', 'EC2 instance type, instead of a GPU')
    .addOption(new Option('--gpus <number>', 'GPUs of one node (default: all)').argParser(parseCount))
    .addOption(new Option('--nodes <number>', 'nodes').default(1).argParser(parseCount))
    .addOption(new Option('--method <method>', 'what is trained').choices(trainingMethods).default('sft'))
    .addOption(new Option('--tuner <tuner>', 'which weights').choices(['full', 'lora', 'qlora']).default('lora'))
    .addOption(
      new Option('--strategy <strategy>', 'instead of the fastest plan that fits').choices([
        'ddp',
        'zero1',
        'zero2',
        'zero3',
        'fsdp',
        'megatron',
      ]),
    )
    .addOption(new Option('--offload <what>', 'of zero2 and zero3, to the host').choices(['optimizer', 'cpu']))
    .addOption(new Option('--tensor <number>', 'of megatron: GPUs that share each layer').argParser(parseCount))
    .addOption(new Option('--pipeline <number>', 'of megatron: stages of layers').argParser(parseCount))
    .addOption(new Option('--context <number>', 'of megatron: GPUs that share a sequence').argParser(parseCount))
    .addOption(new Option('--expert <number>', 'of megatron: GPUs that share the experts').argParser(parseCount))
    .addOption(new Option('--sequence-length <tokens>', 'longest sequence').default(4096).argParser(parseLarge))
    .addOption(new Option('--batch-size <number>', 'sequences of one GPU at a time').default(1).argParser(parseCount))
    .addOption(new Option('--gradient-accumulation <number>', 'batches of a step').default(16).argParser(parseCount))
    .addOption(new Option('--lora-rank <number>', 'rank of the adapters').default(8).argParser(parseCount))
    .addOption(new Option('--attention <kernel>', 'kernel of attention').choices(['flash', 'eager']).default('flash'))
    .option('--packing', 'samples are packed into full sequences')
    .option('--fused-loss', 'the loss is computed in parts (Liger)')
    .addOption(new Option('--steps <number>', 'steps of the job, for its hours and cost').argParser(parseLarge))
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(fitExamples))
    .action((options: Parameters<typeof import('../commands/fit').showFit>[0]) => {
      const { showFit } = require('../commands/fit') as typeof import('../commands/fit');
      state.exitCode = showFit(options, context());
    });

  program
    .command('migrate')
    .argument('[spec]', specHelp)
    .description('bring a spec of an older version of the format to the current one')
    .option('--dry-run', 'only say what would change')
    .addHelpText('after', examples(migrateExamples))
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/migrate').migrateSpec>[1]) => {
      const { migrateSpec } = require('../commands/migrate') as typeof import('../commands/migrate');
      state.exitCode = migrateSpec(specFile(spec), options, context());
    });

  program
    .command('drill')
    .description('rehearse failures in a real environment (simulated ones: ninefold sandbox drill)')
    .helpCommand(false)
    .command('plan')
    .argument('<failure>', `what fails: ${faultKinds.join(', ')}`)
    .argument('<name>', 'the region, the zone by its id, or the service')
    .argument('[spec]', specHelp)
    .description('write the steps, the expected timeline, and a template for AWS Fault Injection Service')
    .option('--in <region>', 'region of a failure of a service (default: its first one)')
    .addOption(format('text', 'json'))
    .action(
      (
        failure: string,
        name: string,
        spec: string | undefined,
        options: Parameters<typeof import('../commands/drill/plan').drillPlan>[3],
      ) => {
        const { drillPlan } = require('../commands/drill/plan') as typeof import('../commands/drill/plan');
        state.exitCode = drillPlan(specFile(spec), failure, name, options, context());
      },
    );

  const shared = {
    context,
    specFile,
    specHelp,
    format: () => format('text', 'json'),
    parallelism,
    examples,
    exit: (code: number) => {
      state.exitCode = code;
    },
  };
  addBlueprintCommands(program, shared);
  addSandboxCommands(program, shared);
  addTrainCommands(program, shared, currentMinute);
  return program;
}

const specHelp = 'the spec (default: $NINEFOLD_SPEC, else project.yaml)';

function specFile(argument: string | undefined): string {
  return argument ?? (process.env['NINEFOLD_SPEC'] || 'project.yaml');
}

function format(...formats: string[]): Option {
  return new Option('--format <format>', 'how to write the result').choices(formats).default(formats[0]);
}

function outputFolder(): Option {
  return new Option('--output <dir>', 'folder to write').default('cdktf.out');
}

function stackPattern(): Option {
  return new Option(
    '--stack <pattern>',
    'only stacks of this name, in which * stands for any characters; may be repeated',
  ).argParser(collect);
}

function parallelism(): Option {
  return new Option('--parallelism <number>', 'stacks at a time').default(4).argParser(parseCount);
}

function parseCount(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('Write a number from 1 to 999.');
  return Number(text);
}

function parseLarge(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Write a whole number above 0.');
  return Number(text);
}

function collectCondition(value: string, previous: readonly Condition[] | undefined): Condition[] {
  const condition = parseCondition(value);
  if (condition === undefined) throw new InvalidArgumentError(`Write one of: ${conditionHelp}.`);
  return [...(previous ?? []), condition];
}

function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}

function parseDay(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
  if (!isDay) throw new InvalidArgumentError('Write a day such as 2026-12-31.');
  return text;
}

/** Here and below are the only places where commands read the clock. */
function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `YYYYMMDDhhmm` of UTC, for names of runs. */
function currentMinute(): string {
  return new Date().toISOString().slice(0, 16).replace(/\D/g, '');
}

function examples(lines: readonly (readonly [command: string, purpose: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  return `\nExamples:\n${lines.map(([command, purpose]) => `  ${command.padEnd(width)}  ${purpose}`).join('\n')}\n`;
}

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

const diffExamples = [
  ['ninefold diff --base main', 'what this branch does to what main has deployed'],
  ['ninefold diff --base origin/main --format markdown > comment.md', 'the same for a comment on a pull request'],
  ["ninefold diff --against cdktf.out --fail-on data-loss --fail-on 'cost>10%'", 'compared with an earlier synthesis'],
] as const;

const reportExamples = [
  ['ninefold report', 'write report.html about project.yaml: one file without anything around it'],
  ['ninefold report --base main --output review.html', 'with what this branch does to what main has deployed'],
] as const;

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

const explainExamples = [
  ['ninefold explain', 'list all rules'],
  ['ninefold explain network/cidr-overlap', 'why the rule exists and how to satisfy it'],
  ['ninefold explain pools.nodes.min', 'type, default and example of a field, and what a change does'],
] as const;

const trainingMethods = ['pt', 'sft', 'dpo', 'kto', 'simpo', 'orpo', 'cpo', 'rm', 'ppo', 'grpo', 'gkd'];

const fitExamples = [
  ['ninefold fit --model Qwen/Qwen2.5-7B --gpu A10G --tuner qlora', 'one GPU'],
  ['ninefold fit --model Qwen/Qwen-7B --instance-type p4d.24xlarge --method dpo --tuner full', 'a whole node'],
  ['ninefold fit --model meta-llama/Llama-3.1-405B --instance-type p5.48xlarge --nodes 64 --tuner full', 'a cluster'],
] as const;

const migrateExamples = [['ninefold migrate --dry-run', 'lists the changes that project.yaml needs']] as const;

const initExamples = [
  ['ninefold init', 'asks, then writes project.yaml'],
  ['ninefold init --template serving --region us-east-1 --region us-west-2', 'answers some questions beforehand'],
  ['ninefold init --name chat --owner llm-platform --output chat.yaml', 'writes to another file'],
] as const;

const exitCodeHelp = `
Exit codes:
  0   fine
  1   something in the spec or in the command has to be corrected; nothing was deployed or destroyed
  2   not every stack was deployed or destroyed, and the report says why; or, by diff, something changes
  70  Ninefold is wrong; please report it
`;
