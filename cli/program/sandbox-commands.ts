import { type Command, Option } from 'commander';
import { faultKinds } from '../../planner/availability/fault';
import type { DownOptions } from '../commands/sandbox/down';
import type { DrillOptions } from '../commands/sandbox/drill';
import type { StatusOptions } from '../commands/sandbox/status';
import type { UpOptions } from '../commands/sandbox/up';
import type { SandboxOptions } from '../sandbox/location';
import { examples, format, numberTo, parallelism, specFile, specHelp, type Wiring } from './options';

/** Adds `ninefold sandbox …`. */
export function addSandboxCommands(program: Command, { context, exit }: Wiring): void {
  const sandbox = program
    .command('sandbox')
    .description('the whole environment on this computer: the real Terraform on simulated clouds')
    .addHelpText('after', examples(sandboxExamples));

  sandbox
    .command('up')
    .argument('[spec]', specHelp)
    .description('deploy a spec to simulated clouds; again after every change of it')
    .addOption(folder())
    .addOption(parallelism())
    .option('--faults <file>', 'rules of what goes wrong, in YAML (docs/sandbox.md)')
    .option('--prune', 'destroy stacks that are gone from the spec, after everything else')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(upExamples))
    .action(async (spec: string | undefined, options: UpOptions) => {
      const { sandboxUp } = require('../commands/sandbox/up') as typeof import('../commands/sandbox/up');
      exit(await sandboxUp(specFile(spec), options, context()));
    });

  sandbox
    .command('status')
    .argument('[spec]', specHelp)
    .description('show clusters, endpoints, and where the public names lead')
    .addOption(folder())
    .addOption(format('text', 'json'))
    .action((spec: string | undefined, options: StatusOptions) => {
      const { showSandbox } = require('../commands/sandbox/status') as typeof import('../commands/sandbox/status');
      exit(showSandbox(specFile(spec), options, context()));
    });

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
    .addOption(new Option('--users <number>', 'simulated users').default(2000).argParser(numberTo(999_999)))
    .addOption(new Option('--seed <number>', 'repeats the same drill').default(1).argParser(numberTo(999_999)))
    .addOption(new Option('--length <seconds>', 'how long to simulate').default(2400).argParser(numberTo(999_999)))
    .addOption(
      new Option('--outage <seconds>', 'after which a region or zone is there again')
        .default(900)
        .argParser(numberTo(999_999)),
    )
    .option('--plot <file>', 'write a picture of the errors (SVG)')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(drillExamples))
    .action((failure: string, name: string, spec: string | undefined, options: DrillOptions) => {
      const { drill } = require('../commands/sandbox/drill') as typeof import('../commands/sandbox/drill');
      exit(drill(specFile(spec), failure, name, options, context()));
    });

  sandbox
    .command('env')
    .argument('[spec]', specHelp)
    .description('print the variables with which terraform, cdktf and `ninefold destroy --stack` work on the sandbox')
    .addOption(folder())
    .action(async (spec: string | undefined, options: SandboxOptions) => {
      const { sandboxEnv } = require('../commands/sandbox/env') as typeof import('../commands/sandbox/env');
      exit(await sandboxEnv(specFile(spec), options, context()));
    });

  sandbox
    .command('down')
    .argument('[spec]', specHelp)
    .description('destroy everything in the sandbox, then remove its folder')
    .addOption(folder())
    .addOption(parallelism())
    .option('--force', 'remove the folder without destroying anything before; with --folder no spec is needed')
    .addOption(format('text', 'json'))
    .action(async (spec: string | undefined, options: DownOptions) => {
      const { sandboxDown } = require('../commands/sandbox/down') as typeof import('../commands/sandbox/down');
      exit(await sandboxDown(specFile(spec), options, context()));
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

const upExamples = [
  ['ninefold sandbox up', 'deploys project.yaml'],
  ['ninefold sandbox up --faults faults.yaml', 'with what the file says going wrong'],
  ['ninefold sandbox up --prune', 'destroys the stacks of a region that the spec no longer has, too'],
] as const;

const drillExamples = [
  ['ninefold sandbox drill region us-east-1', 'a region is lost'],
  ['ninefold sandbox drill zone use1-az1 --seed 7', 'a zone, with other random numbers'],
  ['ninefold sandbox drill gpu chat --in us-west-2', 'a GPU of the service chat there'],
  ['ninefold sandbox drill region us-east-1 --plot drill.svg', 'draws the errors by second'],
] as const;
