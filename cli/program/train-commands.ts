import type { Command } from 'commander';
import { currentMinute } from '../clock';
import type { ListOptions } from '../commands/train/list';
import type { StatusOptions } from '../commands/train/status';
import type { StopOptions } from '../commands/train/stop';
import type { SubmitOptions } from '../commands/train/submit';
import { examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds `ninefold train …`. */
export function addTrainCommands(program: Command, { context, exit }: Wiring): void {
  const train = program
    .command('train')
    .description('start, follow and stop runs of training jobs and evaluations, by kubectl')
    .addHelpText('after', examples(trainExamples));

  train
    .command('submit')
    .argument('<name>', 'training job or evaluation of the spec')
    .argument('[spec]', specHelp)
    .description('start a run in the first region of the job that answers')
    .option('--region <region>', 'only in this region')
    .option('--run-name <name>', 'name of the run; that of an earlier one goes on from its last checkpoint')
    .option('--context <name>', "kubectl's context of the region (default: as aws eks update-kubeconfig names it)")
    .option('--dry-run', 'print the run that the spec stands for, and ask no cluster')
    .addHelpText('after', examples(submitExamples))
    .action((name: string, spec: string | undefined, options: SubmitOptions) => {
      const { submitJob } = require('../commands/train/submit') as typeof import('../commands/train/submit');
      exit(submitJob(name, specFile(spec), options, currentMinute(), context()));
    });

  train
    .command('list')
    .argument('[spec]', specHelp)
    .description('show the jobs of a spec: where they can run, and when they do')
    .addOption(format('text', 'json'))
    .action((spec: string | undefined, options: ListOptions) => {
      const { listJobs } = require('../commands/train/list') as typeof import('../commands/train/list');
      exit(listJobs(specFile(spec), options, context()));
    });

  train
    .command('status')
    .argument('<name>', 'training job or evaluation of the spec')
    .argument('[spec]', specHelp)
    .description('show the runs of a job in all of its regions')
    .option('--region <region>', 'only in this region')
    .option('--context <name>', "kubectl's context of the region")
    .addOption(format('text', 'json'))
    .action((name: string, spec: string | undefined, options: StatusOptions) => {
      const { showRuns } = require('../commands/train/status') as typeof import('../commands/train/status');
      exit(showRuns(name, specFile(spec), options, context()));
    });

  train
    .command('stop')
    .argument('<name>', 'training job or evaluation of the spec')
    .argument('[spec]', specHelp)
    .description('stop the run of a job that goes on, with a last checkpoint')
    .option('--region <region>', 'only in this region')
    .option('--run-name <name>', 'which run, if there are several')
    .option('--context <name>', "kubectl's context of the region")
    .action((name: string, spec: string | undefined, options: StopOptions) => {
      const { stopRun } = require('../commands/train/stop') as typeof import('../commands/train/stop');
      exit(stopRun(name, specFile(spec), options, context()));
    });
}

const trainExamples = [
  ['ninefold train list', 'the jobs of project.yaml'],
  ['ninefold train submit assistant-dpo', 'a run in the first region that answers'],
  ['ninefold train status assistant-dpo', 'its runs in all regions'],
  ['ninefold train stop assistant-dpo', 'saves a checkpoint, and gives the nodes back'],
] as const;

const submitExamples = [
  ['ninefold train submit assistant-dpo', 'in the first region that answers'],
  ['ninefold train submit assistant-dpo --run-name assistant-dpo-202611280105', 'goes on from its last checkpoint'],
  ['ninefold train submit assistant-dpo --region us-west-2', 'there, or nowhere'],
  ['ninefold train submit assistant-dpo --dry-run', 'only shows the run'],
] as const;
