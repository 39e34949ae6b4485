import type { FaultRule } from '../../sandbox/cloud/faults';
import type { LoggedOperation } from '../../sandbox/cloud/operations';
import { isChanging } from '../support/operations';
import type { Cell } from './cells';
import type { FaultPlace, StackRun } from './fault-place';

/** What a fault is aimed at. */
export interface Target {
  readonly operation: 'create' | 'update' | 'delete';
  /** @default whatever comes first */
  readonly type?: string;
  readonly region: string;
  /** Number of changes that go well before. */
  readonly after: number;
}

const shares: Readonly<Record<string, number>> = { early: 0.1, middle: 0.5, late: 0.9 };

/** @param creations calls by which the stack is created when nothing goes wrong, in order */
export function targetOf({ kind, moment }: Cell, creations: readonly LoggedOperation[]): Target {
  const share = shares[moment];
  const candidates = kind === 'no-capacity' ? creations.filter(({ type }) => type === 'aws_eks_node_group') : creations;
  const found = candidates[Math.floor((share ?? 0) * candidates.length)];
  if (found === undefined) throw new Error('the stack makes nothing that the fault could strike');
  const { region, type } = found;
  if (share === undefined) return { operation: moment === 'update' ? 'update' : 'delete', region, after: 0 };
  return { operation: 'create', type, region, after: creations.indexOf(found) };
}

/** Runs a stack while something goes wrong. */
export async function strike(place: FaultPlace, { kind, stack, moment }: Cell, target: Target): Promise<StackRun> {
  const { operation, type, region, after } = target;
  const action = moment === 'delete' ? 'destroy' : 'deploy';
  const aimed = { operation, ...(type !== undefined && { type }), times: 1 };
  if (kind !== 'region-down') {
    place.addFault({ id: 'strike', ...aimed, ...faultOf(kind) });
    return place.runStack(action, `dev-${stack}`);
  }
  // The region goes down in the middle of the work, which is made to last until that is noticed.
  place.addFault({ id: 'delay', fault: 'slow', ...aimed, times: 4, seconds: 1 });
  let lost = false;
  return place.runStack(action, `dev-${stack}`, (operations) => {
    if (lost || operations.filter(isChanging).length < Math.min(after, 1)) return;
    if (operations.filter(isChanging).length < after && !operations.some((made) => made.type === type)) return;
    lost = true;
    place.addFault({ id: 'strike', fault: 'region-down', region });
  });
}

function faultOf(kind: Exclude<Cell['kind'], 'region-down'>): Pick<FaultRule, 'fault' | 'moment' | 'seconds'> {
  if (kind === 'kill before') return { fault: 'kill', moment: 'before' };
  if (kind === 'kill after') return { fault: 'kill', moment: 'after' };
  return kind === 'slow' ? { fault: kind, seconds: 3 } : { fault: kind };
}
