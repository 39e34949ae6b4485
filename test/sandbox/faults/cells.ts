import { createHash } from 'node:crypto';
import type { Action } from '../../../deploy/steps';
import type { FaultKind, FaultRule } from '../../../sandbox/cloud/faults';
import { readOperations } from '../../../sandbox/cloud/operations';
import { openStore } from '../../../sandbox/cloud/store';
import { isValues } from '../../../sandbox/protocol/value';
import { operationKey, recordedIn } from '../../support/agreement';
import type { Place } from './staged-environment';

/** What goes wrong, with the two moments at which a provider can die as kinds of their own. */
export type Kind = Exclude<FaultKind, 'kill'> | 'kill-before' | 'kill-after';

/** When it goes wrong: in a third of the creation of a stack, before anything else, or in another run than the first. */
export type Moment = 'early' | 'middle' | 'late' | 'plan' | 'update' | 'replace' | 'delete';

/** One run of the matrix. */
export interface Cell {
  readonly kind: Kind;
  readonly moment: Moment;
  readonly stack: string;
  readonly action: Action;
  /** Strikes once, or, a lost region, until it is restored. */
  readonly rule: FaultRule;
}

/** A stack in the order in which its objects were made. */
interface Creation {
  readonly type: string;
  readonly region: string;
  readonly name?: string;
  /** Whether a change of the common tags is one of this object. */
  readonly tagged: boolean;
}

const thirds: readonly Moment[] = ['early', 'middle', 'late'];

const regionStacks = ['dev-us-east-1-network', 'dev-us-east-1-cluster', 'dev-us-east-1-platform'];
const stacks = ['dev-global', ...regionStacks, 'dev-replication', 'dev-failover'];
const clusters = ['dev-us-east-1-cluster', 'dev-us-west-2-cluster'];

/**
 * Every run of the matrix. What the stacks are made of, and when, is seen in a deployment without faults; the seed
 * picks which object of a moment is struck. A provider is killed after the creation of every type, because each of them
 * has to be found again in its own way.
 */
export function allCells(reference: Place, seed: string): Cell[] {
  const creations = new Map(stacks.concat(clusters).map((stack) => [stack, creationsOf(reference, stack)]));
  const of = (stack: string) => creations.get(stack) ?? [];
  const inMoment = (stack: string, moment: Moment): readonly Creation[] => {
    if (moment === 'update') return of(stack).filter(({ tagged }) => tagged);
    const third = thirds.indexOf(moment);
    return third < 0 ? of(stack) : of(stack).filter((_, index, all) => Math.floor((index * 3) / all.length) === third);
  };
  const picked = (kind: Kind, moment: Moment, stack: string): Cell => {
    const candidates = inMoment(stack, moment);
    const creation = candidates[draw([seed, kind, moment, stack], candidates.length)];
    if (creation === undefined) throw new Error(`nothing in ${stack} can be struck: ${kind}, ${moment}`);
    return cellFor(kind, moment, stack, creation);
  };
  const each = (kind: Kind, moments: readonly Moment[], where: readonly string[] = stacks) =>
    where.flatMap((stack) =>
      // Releases have no tags, so that a change of the tags does not reach them.
      moments
        .filter((moment) => moment !== 'update' || inMoment(stack, moment).length > 0)
        .map((moment) => picked(kind, moment, stack)),
    );

  return [
    ...each('throttle', ['early', 'late', 'update', 'delete']),
    ...each('half-way', thirds),
    ...each('slow', ['middle']),
    ...each('kill-before', ['early', 'late', 'update', 'delete']),
    ...each('kill-after', ['update', 'delete']),
    ...each('region-down', ['plan', 'middle', 'update', 'delete']),
    ...each('region-down', ['plan', 'late'], ['dev-us-west-2-cluster']),
    ...clusters.flatMap((stack) => nodeGroupCells(stack, of(stack))),
    ...everyType(creations),
  ];
}

/** A few cells of different kinds. */
export function sampleOf(cells: readonly Cell[], seed: string): Cell[] {
  const kinds = [...new Set(cells.map(({ kind }) => kind))];
  return kinds.flatMap((kind) => {
    const alike = cells.filter((cell) => cell.kind === kind);
    return alike[draw([seed, kind], alike.length)] ?? [];
  });
}

/** A provider that dies after it has created the first object of a type. */
function everyType(creations: ReadonlyMap<string, readonly Creation[]>): Cell[] {
  const seen = new Set<string>();
  return [...creations].flatMap(([stack, made]) =>
    made.flatMap((creation, index) => {
      if (seen.has(creation.type)) return [];
      seen.add(creation.type);
      const moment = thirds[Math.floor((index * 3) / made.length)] ?? 'late';
      return [cellFor('kill-after', moment, stack, creation)];
    }),
  );
}

/** Machines that cannot be had: when a cluster comes up, and when a pool is replaced. */
function nodeGroupCells(stack: string, creations: readonly Creation[]): Cell[] {
  const groups = creations.filter(({ type }) => type === 'aws_eks_node_group');
  return [
    ...groups.map((group) => cellFor('no-capacity', 'late', stack, group)),
    ...groups
      .slice(0, 1)
      .flatMap(({ name: _, ...group }) => [
        cellFor('no-capacity', 'replace', stack, group),
        cellFor('half-way', 'replace', stack, group),
        cellFor('kill-after', 'replace', stack, group),
      ]),
  ];
}

function cellFor(
  kind: Kind,
  moment: Moment,
  stack: string,
  creation: Pick<Creation, 'type' | 'region' | 'name'>,
): Cell {
  const { type, region, name } = creation;
  const about = { kind, moment, stack, action: moment === 'delete' ? 'destroy' : 'deploy' } as const;
  const id = 'cell';
  // A region that is lost from the start answers nothing; one that is lost later has let itself be planned.
  if (moment === 'plan') return { ...about, rule: { id, fault: 'region-down', region } };
  const operation = moment === 'update' || moment === 'delete' ? moment : 'create';
  const struck = { id, type, region, ...(name === undefined ? {} : { name }), operation } as const;
  if (kind === 'region-down') return { ...about, rule: { ...struck, fault: kind } };
  if (kind === 'kill-before' || kind === 'kill-after') {
    const when = kind === 'kill-after' ? 'after' : 'before';
    return { ...about, rule: { ...struck, fault: 'kill', moment: when, times: 1 } };
  }
  return { ...about, rule: { ...struck, fault: kind, times: 1 } };
}

function creationsOf({ folder }: Place, stack: string): Creation[] {
  const recorded = recordedIn(folder, stack);
  const objects = openStore(folder.cloud).all();
  return readOperations(folder.cloud).flatMap((operation): Creation[] => {
    const { type, region, id, name } = operation;
    if (operation.operation !== 'create' || !recorded.has(operationKey(operation))) return [];
    const tags = objects.find((object) => object.type === type && object.id === id)?.values['tags_all'];
    const tagged = isValues(tags) && Object.keys(tags).length > 0;
    return [{ type, region, tagged, ...(name === undefined ? {} : { name }) }];
  });
}

/** A number from 0 to below `size` that the same parts always give. */
function draw(parts: readonly string[], size: number): number {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return digest.readUInt32BE() % size;
}
