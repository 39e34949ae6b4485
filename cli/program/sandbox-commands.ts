import { type Command, InvalidArgumentError, Option } from 'commander';
import { faultKinds } from '../../planner/availability/fault';
import type { Context } from '../context';

/** What the commands of the sandbox share with the others. */
export interface SharedOptions {
  readonly context: () => Context;
  readonly specFile: (argument: string | undefined) => string;
  readonly specHelp: string;
  readonly format: () => Option;
  readonly parallelism: () => Option;
  readonly examples: (lines: readonly (readonly [command: string, purpose: string])[]) => string;
  readonly exit: (code: number) => void;
}

/** Adds `ninefold sandbox …`. */
export function addSandboxCommands(program: Command, shared: SharedOptions): void {
  const { context, specFile, specHelp, format, parallelism, examples, exit } = shared;
  const sandbox = program
    .command('sandbox')
    .description('the whole environment on this computer: the real Terraform on simulated clouds')
    .helpCommand(false)
    .addHelpText('after', examples(sandboxExamples));

  sandbox
    .command('up')
    .argument('[spec]', specHelp)
    .description('deploy a spec to simulated clouds; again after every change of it')
    .addOption(folder())
    .addOption(parallelism())
    .option('--faults <file>', 'rules of what goes wrong, in YAML (docs/sandbox.md)')
    .option('--prune', 'destroy stacks that are gone from the spec, after everything else')
    .addOption(format())
    .action(
      async (spec: string | undefined, options: Parameters<typeof import('../commands/sandbox/up').sandboxUp>[1]) => {
        const { sandboxUp } = require('../commands/sandbox/up') as typeof import('../commands/sandbox/up');
        exit(await sandboxUp(specFile(spec), options, context()));
      },
    );

  sandbox
    .command('status')
    .argument('[spec]', specHelp)
    .description('show clusters, endpoints, and where the public names lead')
    .addOption(folder())
    .addOption(format())
    .action(
      (spec: string | undefined, options: Parameters<typeof import('../commands/sandbox/status').showSandbox>[1]) => {
        const { showSandbox } = require('../commands/sandbox/status') as typeof import('../commands/sandbox/status');
        exit(showSandbox(specFile(spec), options, context()));
      },
    );

  for (const [name, description] of [
    ['lose', 'lose a region: none of its APIs and endpoints answers any more'],
    ['restore', 'let a lost region answer again'],
  ] as const) {
    sandbox
      .command(name)
      .argument('<region>', 'region of the spec')
      .argument('[spec]', specHelp)
      .description(description)
      .addOption(folder())
      .action((region: string, spec: string | undefined, options: { folder?: string }) => {
        const { loseRegion, restoreRegion } =
          require('../commands/sandbox/lose') as typeof import('../commands/sandbox/lose');
        const change = name === 'lose' ? loseRegion : restoreRegion;
        exit(change(region, { ...options, spec: specFile(spec) }, context()));
      });
  }

  sandbox
    .command('drill')
    .argument('<failure>', `what fails: ${faultKinds.join(', ')}`)
    .argument('<name>', 'the region, the zone by its id, or the service')
    .argument('[spec]', specHelp)
    .description('rehearse a failure in a simulation of what the spec makes; nothing has to be deployed')
    .option('--in <region>', 'region of a failure of a service (default: its first one)')
    .addOption(numberOption('--users <number>', 'simulated users', 2000))
    .addOption(numberOption('--seed <number>', 'repeats the same drill', 1))
    .addOption(numberOption('--length <seconds>', 'how long to simulate', 2400))
    .addOption(numberOption('--outage <seconds>', 'after which a region or zone is there again', 900))
    .option('--plot <file>', 'write a picture of the errors (SVG)')
    .addOption(format())
    .action((failure: string, name: string, spec: string | undefined, options: DrillOptions) => {
      const { drill } = require('../commands/sandbox/drill') as typeof import('../commands/sandbox/drill');
      exit(drill(specFile(spec), failure, name, options, context()));
    });

  sandbox
    .command('env')
    .argument('[spec]', specHelp)
    .description('print the variables with which plain terraform and cdktf work on the sandbox')
    .addOption(folder())
    .action(
      async (spec: string | undefined, options: Parameters<typeof import('../commands/sandbox/env').sandboxEnv>[1]) => {
        const { sandboxEnv } = require('../commands/sandbox/env') as typeof import('../commands/sandbox/env');
        exit(await sandboxEnv(specFile(spec), options, context()));
      },
    );

  sandbox
    .command('down')
    .argument('[spec]', specHelp)
    .description('destroy everything in the sandbox, then remove its folder')
    .addOption(folder())
    .addOption(parallelism())
    .option('--force', 'remove the folder without destroying anything before')
    .addOption(format())
    .action(
      async (
        spec: string | undefined,
        options: Parameters<typeof import('../commands/sandbox/down').sandboxDown>[1],
      ) => {
        const { sandboxDown } = require('../commands/sandbox/down') as typeof import('../commands/sandbox/down');
        exit(await sandboxDown(specFile(spec), options, context()));
      },
    );
}

type DrillOptions = Parameters<typeof import('../commands/sandbox/drill').drill>[3];

function numberOption(flags: string, description: string, value: number): Option {
  return new Option(flags, description).default(value).argParser((text) => {
    if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('Write a whole number from 1 to 999999.');
    return Number(text);
  });
}

function folder(): Option {
  return new Option('--folder <dir>', 'folder of the sandbox (default: .ninefold/<project>-<environment>)');
}

const sandboxExamples = [
  ['ninefold sandbox up', 'deploys project.yaml; no AWS account is needed'],
  ['ninefold sandbox lose us-east-1', 'loses a region, and shows who answers then'],
  ['ninefold sandbox drill region us-east-1', 'rehearses its loss with simulated users'],
  ['eval "$(ninefold sandbox env)"', 'plain terraform and cdktf work on the sandbox now'],
  ['ninefold sandbox down', 'destroys it again'],
] as const;
