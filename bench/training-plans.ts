import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { findInstanceType } from '../catalog/instance-types';
import { findModel } from '../catalog/models';
import { gpuNodeOf } from '../planner/fit/gpu-node';
import { searchPlan } from '../planner/fit/search-plan';
import { type Bench, cli } from './bench';
import { measure } from './measure';
import type { Figures } from './promises';

const rounds = 9;
const jobs = 200;
const nodes = 64;

/** What it takes of a processor to find the plan of the largest job, and to plan a spec with very many jobs. */
export function trainingPlans({ spec, work }: Bench): Figures {
  const model = findModel('meta-llama/Llama-3.1-405B')?.architecture;
  const type = findInstanceType('p5.48xlarge');
  const node = type && gpuNodeOf(type);
  if (model === undefined || node === undefined) throw new Error('the catalog has no Llama-3.1-405B or p5.48xlarge');
  // Long enough for every degree of context parallelism, so that no plan is left out.
  const workload = {
    model,
    method: 'sft',
    tuner: 'full',
    sequenceLength: 32_768,
    batchSize: 1,
    gradientAccumulation: 16,
    loraRank: 8,
    recompute: 'full',
    fusedLoss: false,
    attention: 'flash',
    packed: false,
    baseFormat: 'bf16',
  } as const;
  const searches = Array.from({ length: 1 + rounds }, () => {
    const start = process.cpuUsage();
    searchPlan(workload, nodes, node);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1e3;
  });
  const many = join(work, 'many-jobs.yaml');
  writeFileSync(many, withJobs(spec));
  const { plan } = measure({ plan: () => [cli, 'plan', many, '--format', 'json'] }, rounds, work);
  const [first = Number.NaN, ...later] = searches;
  return {
    'search-first': [first],
    search: later,
    'plan-of-jobs': plan.map(({ processorSeconds }) => processorSeconds),
  };
}

/** The spec with its first job repeated, each with another length and a method of its own, so that no two are alike. */
function withJobs(spec: string): string {
  const project = parse(readFileSync(spec, 'utf8'));
  const [job] = project.training;
  project.training = Array.from({ length: jobs }, (_, index) => ({
    ...job,
    name: `job-${index}`,
    method: index % 2 === 0 ? 'sft' : 'dpo',
    tuner: ['qlora', 'lora', 'full'][index % 3],
    parallelism: 'auto',
    hyperparameters: { ...job.hyperparameters, sequenceLength: 1024 + 8 * index },
  }));
  return stringify(project, { aliasDuplicateObjects: false });
}
