import type { FaultKind } from '../../sandbox/cloud/faults';

/** When in the life of a stack something goes wrong. The first three are shares of what its creation makes. */
export type Moment = 'early' | 'middle' | 'late' | 'update' | 'delete';

/** One run of the matrix. */
export interface Cell {
  readonly kind: Exclude<FaultKind, 'kill'> | 'kill before' | 'kill after';
  readonly moment: Moment;
  /** Without the environment's name. */
  readonly stack: string;
}

/** In the order of deployment. */
export const stacks = [
  'global',
  'us-east-1-network',
  'us-east-1-cluster',
  'us-west-2-network',
  'us-west-2-cluster',
  'replication',
  'failover',
] as const;

/** The others are of the same kind, or hold next to nothing. */
const struck = ['us-east-1-network', 'us-east-1-cluster', 'failover'] as const;

const anywhere = ['throttle', 'slow', 'kill before', 'kill after', 'region-down'] as const;

const creation: readonly Moment[] = ['early', 'middle', 'late'];

/** Every run of the matrix: what can fail × when × where. Machines run out where there are some: in node groups. */
export const cells: readonly Cell[] = [
  ...struck.flatMap((stack) => [
    ...(['half-way', ...anywhere] as const).flatMap((kind) => creation.map((moment) => ({ kind, moment, stack }))),
    ...anywhere.flatMap((kind) => (['update', 'delete'] as const).map((moment) => ({ kind, moment, stack }))),
  ]),
  ...creation.map((moment) => ({ kind: 'no-capacity' as const, moment, stack: 'us-east-1-cluster' })),
  ...(['throttle', 'kill after', 'half-way'] as const).flatMap((kind) =>
    (['global', 'replication'] as const).map((stack) => ({ kind, moment: 'middle' as const, stack })),
  ),
];

/** One run of each kind, at moments and in stacks that the seed picks. */
export function sampleOf(seed: number): Cell[] {
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return kinds.flatMap((kind, index) => {
    const candidates = cells.filter((cell) => cell.kind === kind);
    const cell = candidates[(seed * 7 + index * 5) % candidates.length];
    return cell ? [cell] : [];
  });
}
