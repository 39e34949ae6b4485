import { primaryRegionOf } from '../../../planner/resolve/region-role';
import { isMap } from '../../../schemas/is-map';
import type { Project } from '../../../schemas/project';
import { type UpdatePolicy, updateTexts } from '../../../schemas/spec-fields';
import type { Judgement } from '../impact';
import { compareValues } from '../values/compare-values';
import { amountOf, isSameAmount } from './amount';
import { fieldPolicy } from './field-policy';
import { itemLoss } from './item-loss';

/** One field of the spec, or one item of a list, that is another one. */
export interface SpecChange extends Judgement {
  /** `pools[serve].nodes.max`; items of lists by their names. */
  readonly path: string;
  readonly action: 'add' | 'change' | 'remove';
  /** What the format says of the field. */
  readonly policy: UpdatePolicy;
  readonly before?: unknown;
  readonly after?: unknown;
  /** Name before, of an item that has another name and is the same otherwise. */
  readonly renamedFrom?: string;
}

/** What differs between two specs with all defaults filled in, field by field. */
export function compareSpecs(before: Project, after: Project): SpecChange[] {
  const changes = compareValues(named(before), named(after))
    .filter((change) => !isSameAmount(change.before, change.after))
    .map(({ path, before: old, after: now }) => {
      const action =
        old === undefined ? ('add' as const) : now === undefined ? ('remove' as const) : ('change' as const);
      const change = {
        path,
        action,
        policy: fieldPolicy(path),
        ...(old !== undefined && { before: old }),
        ...(now !== undefined && { after: now }),
      };
      return { ...change, ...judge(change, before, after) };
    });
  return withRenames(changes);
}

/** Lists whose items have no name get one, so that they are told apart by what they are about. */
function named(project: Project): unknown {
  const { suppress, monitoring, ...rest } = project;
  return {
    ...rest,
    monitoring: { ...monitoring, slos: monitoring.slos.map((slo) => ({ name: slo.service, ...slo })) },
    suppress: suppress.map((entry) => ({ name: [entry.rule, entry.path ?? ''].join(' ').trim(), ...entry })),
  };
}

function judge(change: Omit<SpecChange, keyof Judgement>, before: Project, after: Project): Judgement {
  const { path, action, policy } = change;
  const isItem = path.endsWith(']');
  if (isItem && action === 'add') return { impact: 'none', reason: 'it is new' };
  if (action === 'remove' && isPrimary(path, before)) {
    return {
      impact: 'blocked',
      reason: 'it is the primary region, in which the global stack has its objects',
      needed: `keep ${primaryRegionOf(before)} first among the active regions, or destroy the global stack with the old spec before`,
    };
  }
  if (path === `regions[${primaryRegionOf(before)}].role` && primaryRegionOf(before) !== primaryRegionOf(after)) {
    return {
      impact: 'blocked',
      reason: `the primary region would move from ${primaryRegionOf(before)} to ${primaryRegionOf(after)}, and the global stack with it`,
      needed: 'keep the first active region as it is, or destroy the global stack with the old spec before',
    };
  }
  const loss = action === 'remove' ? itemLoss(path) : undefined;
  if (loss !== undefined) return loss;
  if (policy === 'data-loss' && keepsMore(change)) return { impact: 'in-place', reason: 'more is kept than before' };
  if (action === 'add' && !isItem && isSection(path)) return { impact: 'none', reason: 'it is new' };
  return { impact: policy, reason: updateTexts[policy], ...(policyNeeds[policy] && { needed: policyNeeds[policy] }) };
}

const policyNeeds: Readonly<Partial<Record<UpdatePolicy, string>>> = {
  replace: 'look at the resources below for what goes before the new one is there',
  'data-loss': 'copy what has to stay before',
  blocked: 'undo it, or build a new environment beside this one',
};

/** Whether a period, a size or a number of copies grows. */
function keepsMore({ before, after }: Pick<SpecChange, 'before' | 'after'>): boolean {
  const [left, right] = [before, after].map(amountOf);
  return left !== undefined && right !== undefined && right > left;
}

function isPrimary(path: string, project: Project): boolean {
  return path === `regions[${primaryRegionOf(project)}]`;
}

function isSection(path: string): boolean {
  return itemLoss(path) !== undefined;
}

/** An item that goes and one that comes, equal but for their names, are one that is called differently. */
function withRenames(changes: readonly SpecChange[]): SpecChange[] {
  const added = changes.filter(({ action, path }) => action === 'add' && path.endsWith(']'));
  const renamed = new Map<SpecChange, SpecChange>();
  for (const gone of changes.filter(({ action, path }) => action === 'remove' && path.endsWith(']'))) {
    const come = added.find(
      (item) => !renamed.has(item) && listOf(item) === listOf(gone) && isSameItem(gone.before, item.after),
    );
    if (come !== undefined) renamed.set(come, gone);
  }
  const replaced = new Set(renamed.values());
  return changes.flatMap((change): SpecChange[] => {
    if (replaced.has(change)) return [];
    const gone = renamed.get(change);
    if (gone === undefined) return [change];
    const { impact, reason, needed } = gone;
    return [
      {
        ...change,
        action: 'change',
        renamedFrom: nameIn(gone.path),
        impact,
        reason: `a new name makes it another one: ${reason}`,
        ...(needed !== undefined && { needed }),
      },
    ];
  });
}

function listOf({ path }: SpecChange): string {
  return path.replace(/\[[^\]]*\]$/, '');
}

function nameIn(path: string): string {
  return /\[([^\]]*)\]$/.exec(path)?.[1] ?? '';
}

function isSameItem(a: unknown, b: unknown): boolean {
  if (!isMap(a) || !isMap(b)) return false;
  return compareValues({ ...a, name: '' }, { ...b, name: '' }).length === 0;
}
