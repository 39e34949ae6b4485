import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Condition, conditionHelp, parseCondition } from '../../review/diff/fail-on';
import type { DiffOptions } from '../commands/diff';
import type { ReportOptions } from '../commands/report';
import { collect, examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds the commands that say what a change does: diff, report. */
export function addReviewCommands(program: Command, { context, exit }: Wiring): void {
  program
    .command('diff')
    .argument('[spec]', specHelp)
    .description('show what a change of a spec does to what is deployed, without credentials and without a plan')
    .option('--base <ref>', 'compare with the spec where this branch left that branch, tag or commit')
    .option('--against <path>', 'compare with another spec, a folder with project.yaml, or the output of synth')
    .addOption(format('text', 'markdown', 'json', 'sarif'))
    .option('--fail-on <condition>', `exit with 1 if it is met; may be repeated: ${conditionHelp}`, collectCondition)
    .addOption(planJson())
    .addHelpText('after', examples(diffExamples))
    .action((spec: string | undefined, options: DiffOptions) => {
      const { diff } = require('../commands/diff') as typeof import('../commands/diff');
      exit(diff(specFile(spec), options, context()));
    });

  program
    .command('report')
    .argument('[spec]', specHelp)
    .description('write a page for people: topology, objectives, GPU memory, cost, and what a change does')
    .option('--base <ref>', 'also compare with the spec where this branch left that branch, tag or commit')
    .option('--against <path>', 'also compare with another spec, a folder with project.yaml, or the output of synth')
    .addOption(planJson())
    .addOption(new Option('--output <file>', 'file to write').default('report.html'))
    .addHelpText('after', examples(reportExamples))
    .action((spec: string | undefined, options: ReportOptions) => {
      const { report } = require('../commands/report') as typeof import('../commands/report');
      exit(report(specFile(spec), options, context()));
    });
}

function planJson(): Option {
  return new Option(
    '--plan-json <file>',
    'what `terraform show -json` says of a stack, which takes the place of the forecast; named STACK.json, or as STACK=file; may be repeated',
  ).argParser(collect);
}

function collectCondition(value: string, previous: readonly Condition[] | undefined): Condition[] {
  const condition = parseCondition(value);
  if (condition === undefined) throw new InvalidArgumentError(`Write one of: ${conditionHelp}.`);
  return [...(previous ?? []), condition];
}

const diffExamples = [
  ['ninefold diff --base main', 'what this branch does to what main has deployed'],
  ['ninefold diff --base origin/main --format markdown > comment.md', 'the same for a comment on a pull request'],
  ["ninefold diff --against cdktf.out --fail-on data-loss --fail-on 'cost>10%'", 'compared with an earlier synthesis'],
] as const;

const reportExamples = [
  ['ninefold report', 'write report.html about project.yaml: one file without anything around it'],
  ['ninefold report --base main --output review.html', 'with what this branch does to what main has deployed'],
] as const;
