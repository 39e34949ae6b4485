import type { Command } from 'commander';
import type { SharedOptions } from './sandbox-commands';

/** Adds `ninefold train …`. @param now time of UTC, `YYYYMMDDhhmm` */
export function addTrainCommands(
  program: Command,
  shared: Omit<SharedOptions, 'parallelism'>,
  now: () => string,
): void {
  const { context, specFile, specHelp, format, examples, exit } = shared;
  const train = program
    .command('train')
    .description('start, follow and stop runs of training jobs, by kubectl')
    .helpCommand(false)
    .addHelpText('after', examples(trainExamples));

  train
    .command('submit')
    .argument('<name>', 'training job of the spec')
    .argument('[spec]', specHelp)
    .description('start a run in the first region of the job that answers')
    .option('--region <region>', 'only in this region')
    .option('--run-name <name>', 'name of the run; that of an earlier one goes on from its last checkpoint')
    .option('--context <name>', "kubectl's context of the region (default: as aws eks update-kubeconfig names it)")
    .option('--dry-run', 'print the run that the spec stands for, and ask no cluster')
    .action(
      (
        name: string,
        spec: string | undefined,
        options: Parameters<typeof import('../commands/train/submit').submitJob>[2],
      ) => {
        const { submitJob } = require('../commands/train/submit') as typeof import('../commands/train/submit');
        exit(submitJob(name, specFile(spec), options, now(), context()));
      },
    );

  train
    .command('list')
    .argument('[spec]', specHelp)
    .description('show the jobs of a spec: where they can run, and when they do')
    .addOption(format())
    .action((spec: string | undefined, options: Parameters<typeof import('../commands/train/list').listJobs>[1]) => {
      const { listJobs } = require('../commands/train/list') as typeof import('../commands/train/list');
      exit(listJobs(specFile(spec), options, context()));
    });

  train
    .command('status')
    .argument('<name>', 'training job of the spec')
    .argument('[spec]', specHelp)
    .description('show the runs of a job in all of its regions')
    .option('--region <region>', 'only in this region')
    .option('--context <name>', "kubectl's context of the region")
    .addOption(format())
    .action(
      (
        name: string,
        spec: string | undefined,
        options: Parameters<typeof import('../commands/train/status').showRuns>[2],
      ) => {
        const { showRuns } = require('../commands/train/status') as typeof import('../commands/train/status');
        exit(showRuns(name, specFile(spec), options, context()));
      },
    );

  train
    .command('stop')
    .argument('<name>', 'training job of the spec')
    .argument('[spec]', specHelp)
    .description('stop the run of a job that goes on, with a last checkpoint')
    .option('--region <region>', 'only in this region')
    .option('--run-name <name>', 'which run, if there are several')
    .option('--context <name>', "kubectl's context of the region")
    .action(
      (
        name: string,
        spec: string | undefined,
        options: Parameters<typeof import('../commands/train/stop').stopRun>[2],
      ) => {
        const { stopRun } = require('../commands/train/stop') as typeof import('../commands/train/stop');
        exit(stopRun(name, specFile(spec), options, context()));
      },
    );
}

const trainExamples = [
  ['ninefold train submit assistant-dpo', 'in the first region that answers'],
  ['ninefold train submit assistant-dpo --run-name assistant-dpo-202611280105', 'go on from its last checkpoint'],
  ['ninefold train submit assistant-dpo --dry-run', 'only show the JobSet'],
  ['ninefold train status assistant-dpo', 'its runs in all regions'],
] as const;
