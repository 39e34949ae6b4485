import type { Environment } from '../../../../planner/environment/environment';
import type { PoolPlan } from '../../../../planner/environment/pool-plan';
import type { RegionPlan } from '../../../../planner/environment/region-plan';
import { count, range } from '../../../../schemas/count';
import { type Html, html } from '../../html';
import { svgText, textWidth } from './svg-text';

const padding = 14;
const doorHeight = 28;
const headHeight = 58;
const poolHead = 50;
const workloadHeight = 22;
const gap = 10;

/** One region as a card; its height follows from what is in it. */
export interface RegionCard {
  readonly region: RegionPlan;
  readonly height: number;
  readonly draw: (x: number, y: number, width: number, height: number) => Html;
}

export function regionCard(environment: Environment, region: RegionPlan, users: string): RegionCard {
  const pools = region.pools.map((pool) => ({ pool, lines: workloadsOf(environment, region, pool) }));
  const poolHeight = (lines: readonly unknown[]) =>
    poolHead + lines.length * workloadHeight + (lines.length > 0 ? 6 : 0);
  const door = region.endpoint === undefined ? 0 : doorHeight + gap;
  const height =
    headHeight + door + pools.reduce((sum, { lines }) => sum + poolHeight(lines) + gap, 0) + storageHeight + gap;
  const draw = (x: number, y: number, width: number, cardHeight: number) => {
    const inner = width - 2 * padding;
    let top = y + headHeight;
    const doorMarkup = region.endpoint && door > 0 && doorAt(x + padding, top, inner, region.endpoint.host);
    top += door;
    const poolsMarkup = pools.map(({ pool, lines }) => {
      const markup = poolAt(x + padding, top, inner, poolHeight(lines), pool, lines);
      top += poolHeight(lines) + gap;
      return markup;
    });
    return html`<g><rect class="card" x="${x}" y="${y}" width="${width}" height="${cardHeight}" rx="8"/>${svgText(x + padding, y + 25, region.name, { look: 'strong', width: inner - textWidth(users) })}${svgText(x + width - padding, y + 25, users, { end: true, width: inner * 0.6 })}${svgText(x + padding, y + 45, `Kubernetes ${region.cluster.version}, ${count(region.network.zones.length, 'zone')}, ${region.network.cidr}`, { look: 'faint', width: inner })}${doorMarkup}${poolsMarkup}${svgText(x + padding, top + 10, storageText(region), { look: 'faint', width: inner })}</g>\n`;
  };
  return { region, height, draw };
}

const storageHeight = 18;

function storageText({ storage: { replicateTo, lustre } }: RegionPlan): string {
  const copies = replicateTo.length > 0 ? `, copied to ${count(replicateTo.length, 'region')}` : '';
  return `S3: models, checkpoints${copies}${lustre === undefined ? '' : '; FSx for Lustre'}`;
}

function doorAt(x: number, y: number, width: number, host: string): Html {
  return html`<rect class="door" x="${x}" y="${y}" width="${width}" height="${doorHeight}" rx="5"/>${svgText(x + 10, y + 18.5, host, { width: width - 20 })}`;
}

interface WorkloadLine {
  readonly kind: 'service' | 'job';
  readonly name: string;
  readonly size: string;
}

function workloadsOf(
  { inference, training, evaluation }: Environment,
  region: RegionPlan,
  { name }: PoolPlan,
): WorkloadLine[] {
  const isHere = (workload: { readonly pool: string; readonly regions: readonly string[] }) =>
    workload.pool === name && workload.regions.includes(region.name);
  return [
    ...inference.filter(isHere).map(({ name: service, engine, replicas, gpusPerReplica }): WorkloadLine => {
      return {
        kind: 'service',
        name: service,
        size: `${engine}, ${range(replicas)} × ${count(gpusPerReplica, 'GPU')}`,
      };
    }),
    ...training.filter(isHere).map(({ name: job, method, tuner, nodes }): WorkloadLine => {
      return { kind: 'job', name: job, size: `${method}, ${tuner}, ${count(nodes, 'node')}` };
    }),
    ...evaluation
      .filter(({ serves, regions }) => serves !== undefined && isHere({ pool: serves.pool, regions }))
      .map(({ name: job, command }): WorkloadLine => {
        return { kind: 'job', name: job, size: `evaluation, ${count(command.gpus, 'GPU')}` };
      }),
  ];
}

function poolAt(
  x: number,
  y: number,
  width: number,
  height: number,
  pool: PoolPlan,
  lines: readonly WorkloadLine[],
): Html {
  const { name, nodes, instanceTypes, accelerator, capacity } = pool;
  const types =
    instanceTypes.length > 1 ? `${instanceTypes[0]} and ${instanceTypes.length - 1} more` : (instanceTypes[0] ?? '');
  const size = `${range(nodes)} × ${types}`;
  const gpus = accelerator ? `${accelerator.count} × ${accelerator.model} each` : 'no accelerator';
  const inner = width - 20;
  return html`<rect class="pool" x="${x}" y="${y}" width="${width}" height="${height}" rx="5"/>${svgText(x + 10, y + 20, name, { look: 'strong', width: inner - textWidth(size) })}${svgText(x + width - 10, y + 20, size, { end: true, width: inner * 0.75 })}${svgText(x + 10, y + 39, `${gpus}, ${capacity.type}`, { look: 'faint', width: inner })}${lines.map(
    ({ kind, name: workload, size: what }, index) => {
      const top = y + poolHead + index * workloadHeight;
      const nameWidth = Math.min(textWidth(workload), inner - 16);
      return html`<rect class="${kind}" x="${x + 11}" y="${top + 3}" width="9" height="9" rx="2"/>${svgText(x + 27, top + 12, workload, { width: nameWidth })}${svgText(x + width - 10, top + 12, what, { look: 'faint', end: true, width: Math.max(0, inner - 24 - nameWidth) })}`;
    },
  )}`;
}
