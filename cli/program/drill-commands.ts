import type { Command } from 'commander';
import { faultKinds } from '../../planner/availability/fault';
import type { DrillPlanOptions } from '../commands/drill/plan';
import { examples, format, specFile, specHelp, type Wiring } from './options';

/** Adds `ninefold drill …`. */
export function addDrillCommands(program: Command, { context, exit }: Wiring): void {
  program
    .command('drill')
    .description('rehearse failures in a real environment (simulated ones: ninefold sandbox drill)')
    .command('plan')
    .argument('<failure>', `what fails: ${faultKinds.join(', ')}`)
    .argument('<name>', 'the region, the zone by its id, or the service')
    .argument('[spec]', specHelp)
    .description('write the steps, the expected timeline, and a template for AWS Fault Injection Service')
    .option('--in <region>', 'region of a failure of a service (default: its first one)')
    .addOption(format('text', 'json'))
    .addHelpText('after', examples(drillPlanExamples))
    .action((failure: string, name: string, spec: string | undefined, options: DrillPlanOptions) => {
      const { drillPlan } = require('../commands/drill/plan') as typeof import('../commands/drill/plan');
      exit(drillPlan(specFile(spec), failure, name, options, context()));
    });
}

const drillPlanExamples = [
  ['ninefold drill plan region us-east-1', 'the loss of a region, step by step'],
  ['ninefold drill plan node chat --in us-west-2', 'a node of the service chat there'],
  ['ninefold drill plan region us-east-1 --format json | jq .experiment', 'the template alone'],
] as const;
