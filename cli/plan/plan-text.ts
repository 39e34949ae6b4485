import { count, range } from '../../schemas/count';
import { type Content, section } from '../terminal/table';
import type { Colors } from '../terminal/terminal';
import { costSections } from './cost';
import { evaluationTable } from './evaluation';
import type { PlanReport } from './plan-report';
import { promiseSections } from './promise-text';
import { queueSection } from './queues';
import { serviceFitSection } from './serving';
import { jobCommandSection } from './training-command';
import { jobFitSection } from './training-fit';

/** The report as tables for people. */
export function renderPlan(report: PlanReport, colors: Colors): string {
  const { project, environment, production, primaryRegion, totals } = report;
  const kind = production ? 'production defaults' : 'development defaults';
  return [
    `${colors.bold(`${project} / ${environment}`)} ${colors.dim(`(${kind}, primary region ${primaryRegion})`)}`,
    section('Regions', regionTable(report), colors),
    section('Pools', poolTable(report), colors),
    section('Training', trainingTable(report), colors),
    queueSection(report.queues, colors),
    jobFitSection(report.fits, colors),
    jobCommandSection(report.commands, colors),
    section('Inference', inferenceTable(report), colors),
    serviceFitSection(report.services, colors),
    section('Evaluation', evaluationTable(report.evaluation), colors),
    section('DNS records', recordTable(report), colors),
    ...costSections(report.cost, report.budgetUsd, colors),
    section('Stacks, in the order of deployment', stackTable(report), colors),
    [
      colors.bold('Total'),
      `${count(totals.regions, 'region')}, ${count(totals.stacks, 'stack')}, ${count(totals.resources, 'resource')},`,
      `${range(totals.nodes)} GPU nodes with ${range(totals.gpus)} GPUs`,
    ].join(' '),
    ...promiseSections(report.promise, colors),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

function regionTable({ regions }: PlanReport): Content {
  return {
    columns: ['region', 'role', 'cidr', 'zones', 'cluster', 'version', 'endpoint'],
    rows: regions.map(({ name, role, cidr, zones, cluster, kubernetes, endpoint }) => {
      return [name, role, cidr, zones.join('\n'), cluster, kubernetes, endpoint ?? '-'];
    }),
  };
}

function poolTable({ pools }: PlanReport): Content {
  return {
    columns: ['region', 'pool', 'instance types', 'GPUs per node', 'capacity', 'nodes', 'GPUs', 'zones', 'EFA'],
    rows: pools.map(({ region, name, instanceTypes, gpus, capacity, nodes, gpuCount, zones, efa }) => [
      region,
      name,
      instanceTypes.join('\n'),
      gpus ?? '-',
      capacity.replace(' ', '\n'),
      range(nodes),
      range(gpuCount),
      zones.join('\n'),
      efa ? 'yes' : 'no',
    ]),
    right: [5, 6],
  };
}

function trainingTable({ training }: PlanReport): Content {
  return {
    columns: ['job', 'model', 'method', 'pool', 'nodes', 'queue', 'runs', 'regions'],
    rows: training.map(({ name, model, method, tuner, pool, nodes, queue, run, regions }) => {
      return [name, model, `${method}, ${tuner}`, pool, String(nodes), queue, run, regions.join('\n')];
    }),
    right: [4],
  };
}

function inferenceTable({ inference }: PlanReport): Content {
  return {
    columns: ['service', 'engine', 'tier', 'pool', 'replicas per region', 'reached', 'regions'],
    rows: inference.map(({ name, engine, tier, pool, replicas, exposure, port, regions }) => {
      const reached = port === undefined ? exposure : `${exposure}, port ${port}`;
      return [name, engine, tier, pool, range(replicas), reached, regions.join('\n')];
    }),
    right: [4],
  };
}

function recordTable({ records }: PlanReport): Content {
  return {
    columns: ['name', 'routing', 'target'],
    rows: records.map(({ name, routing, target }) => [name, routing, target]),
  };
}

function stackTable({ stacks }: PlanReport): Content {
  return {
    columns: ['', 'stack', 'resources', 'after'],
    rows: stacks.map(({ name, resources, dependsOn }, index) => {
      return [String(index + 1), name, String(resources), dependsOn.join('\n') || '-'];
    }),
    right: [0, 2],
  };
}
