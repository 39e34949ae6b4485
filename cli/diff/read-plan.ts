import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type PlannedAction, readPlanFile } from '../../review/diff/resources/plan-file';
import { UserError } from '../exit';

/** A plan belongs to the stack that it is named after: `prod-global.json`, or anything with `prod-global=` before it. */
export function readPlan(argument: string): PlannedAction[] {
  const [, named, path = ''] = /^(?:([\w-]+)=)?(.+)$/s.exec(argument) ?? [];
  if (!existsSync(path))
    throw new UserError(`${path} does not exist`, 'write it with `terraform show -json plan.out > STACK.json`');
  const stack = named ?? stackNameOf(path);
  const plan = readPlanFile(stack, readFileSync(path, 'utf8'));
  if (plan === undefined)
    throw new UserError(`${path} is no plan`, 'write it with `terraform show -json plan.out > STACK.json`');
  return plan;
}

function stackNameOf(path: string): string {
  const name = basename(path).replace(/(\.tfplan|\.plan)?\.json$/, '');
  return name === 'plan' ? basename(dirname(path)) : name;
}
