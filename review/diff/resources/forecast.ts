import { worst } from '../impact';
import { isSameValue } from '../values/compare-values';
import { showAddress } from '../values/show-value';
import { type ChangedOutputs, forecastNewStack, forecastRetiredStack, forecastStack } from './forecast-stack';
import type { Output, OutputStack } from './read-output';
import type { ResourceChange, StackChange } from './resource-change';

/** What Terraform will probably do when the stacks of one output are deployed over those of another. */
interface Forecast {
  readonly stacks: readonly StackChange[];
  readonly resources: readonly ResourceChange[];
}

export function forecast(before: Output, after: Output): Forecast {
  const outputs: ChangedOutputs = new Map();
  const stacks: StackChange[] = [];
  const resources: ResourceChange[] = [];
  for (const stack of after.stacks.values()) {
    const prior = before.stacks.get(stack.name);
    if (prior === undefined) {
      resources.push(...forecastNewStack(stack, outputs));
      stacks.push({
        stack: stack.name,
        action: 'add',
        resources: stack.resources.size,
        impact: 'none',
        reason: 'the stack is new',
      });
      continue;
    }
    stacks.push(...obstaclesTo(prior, stack));
    resources.push(...forecastStack(prior, stack, outputs));
  }
  for (const stack of before.stacks.values()) {
    if (after.stacks.has(stack.name)) continue;
    const lost = forecastRetiredStack(stack);
    resources.push(...lost);
    stacks.push(retirement(stack, lost));
  }
  return { stacks, resources };
}

function retirement({ name, resources }: OutputStack, lost: readonly ResourceChange[]): StackChange {
  const keepsData = lost.some(({ impact }) => impact === 'data-loss');
  const refused = lost.filter(({ impact }) => impact === 'blocked');
  const first = refused[0];
  return {
    stack: name,
    action: 'remove',
    resources: resources.size,
    impact: worst(lost.map(({ impact }) => impact)),
    reason: [
      `the stack is gone from the spec${keepsData ? ', and it keeps data' : ''}; it stays deployed, and costs, until it is pruned`,
      ...(first === undefined ? [] : [`${showAddress(first.address)}: ${first.reason}`]),
    ].join('; '),
    needed: [
      ...(first?.needed === undefined ? [] : [first.needed]),
      `\`ninefold deploy --prune${keepsData ? ' --delete-data' : ''}\` destroys it after everything else`,
    ].join('; then '),
  };
}

/** What keeps a stack from being planned against the state that it has. */
function obstaclesTo(before: OutputStack, after: OutputStack): StackChange[] {
  const base = {
    stack: after.name,
    action: 'change' as const,
    resources: after.resources.size,
    impact: 'blocked' as const,
  };
  const moved = [...before.providers].flatMap(([name, { region }]) => {
    const now = after.providers.get(name)?.['region'];
    return name.startsWith('aws') && now !== undefined && now !== region
      ? [{ name, from: String(region), to: String(now) }]
      : [];
  });
  return [
    ...moved.map(({ from, to }) => ({
      ...base,
      reason: `its provider moves from ${from} to ${to}, where Terraform finds none of the ${before.resources.size} objects in its state and makes all of them anew, while the old ones stay`,
      needed: `keep ${from} as the primary region, or destroy this stack with the old spec first`,
    })),
    ...(isSameValue(before.backend, after.backend)
      ? []
      : [
          {
            ...base,
            reason:
              'its state is looked for in another place, where there is none: Terraform would make everything anew',
            needed: 'copy the state first: `terraform init -migrate-state` in the folder of each stack',
          },
        ]),
  ];
}
