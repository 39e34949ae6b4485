import { judgeResource } from './judge-resource';
import type { PlannedAction } from './plan-file';
import type { ResourceChange } from './resource-change';

interface AppliedPlans {
  readonly resources: readonly ResourceChange[];
  readonly differences: readonly string[];
}

/**
 * Puts what Terraform has planned in the place of what was forecast. A plan knows the state and the cloud, so that it may
 * hold more (drift) and less (done already). Stacks without a plan keep their forecast.
 */
export function applyPlans(foreseen: readonly ResourceChange[], plans: readonly PlannedAction[]): AppliedPlans {
  const planned = new Map(plans.map((plan) => [`${plan.stack} ${plan.address}`, plan]));
  const withPlan = new Set(plans.map(({ stack }) => stack));
  const differences: string[] = [];
  const kept = foreseen.flatMap((change): ResourceChange[] => {
    if (!withPlan.has(change.stack)) return [change];
    const key = `${change.stack} ${change.address}`;
    const plan = planned.get(key);
    planned.delete(key);
    if (plan === undefined || plan.action === 'none') {
      differences.push(`${key}: ${change.action} was forecast, and the plan does nothing`);
      return [];
    }
    if (plan.action === change.action) return [change];
    differences.push(`${key}: ${change.action} was forecast, and the plan has ${plan.action}`);
    return [changeOf(plan, change)];
  });
  const others = [...planned.values()].filter(({ action }) => action !== 'none');
  for (const plan of others) {
    differences.push(`${plan.stack} ${plan.address}: nothing was forecast, and the plan has ${plan.action}`);
  }
  return { resources: [...kept, ...others.map((plan) => changeOf(plan, undefined))], differences };
}

function changeOf(
  { stack, address, type, action, createFirst, forcedBy }: PlannedAction,
  change: ResourceChange | undefined,
): ResourceChange {
  const does = action === 'none' || action === 'move' ? 'update' : action;
  const changes = change?.changes ?? forcedBy.map((path) => ({ path }));
  return {
    stack,
    address,
    type,
    path: change?.path ?? address,
    action: does,
    ...(does === 'replace' && createFirst && { createFirst: true as const }),
    changes,
    forcedBy,
    follows: [],
    ...judgeResource({ type, action: does, createFirst, changes, forcedBy }),
  };
}
