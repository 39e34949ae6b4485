import type { Stack } from './terraform/manifest';

/** What shall become of one stack, and what has to be done before. */
export interface Step {
  readonly stack: Stack;
  readonly action: Action;
  /** Names of the stacks whose steps have to be done first. */
  readonly after: readonly string[];
}

export type Action = 'deploy' | 'destroy';

/**
 * Steps that deploy the selected stacks, dependencies first. The order also holds between two selected stacks that
 * depend on each other through one that is not selected.
 */
export function deploySteps(all: readonly Stack[], selected: readonly Stack[]): Step[] {
  const steps = selected.map((stack) => ({
    stack,
    action: 'deploy' as const,
    after: selectedBelow(stack, all, selected),
  }));
  return inOrder(steps);
}

/** Steps that destroy the selected stacks, dependents first. */
export function destroySteps(all: readonly Stack[], selected: readonly Stack[]): Step[] {
  const below = new Map(selected.map((stack) => [stack.name, selectedBelow(stack, all, selected)]));
  const steps = selected.map((stack) => ({
    stack,
    action: 'destroy' as const,
    after: selected.filter(({ name }) => below.get(name)?.includes(stack.name)).map(({ name }) => name),
  }));
  return inOrder(steps);
}

/**
 * Destroys retired stacks after everything else: what is still there has to be changed first, so that it uses nothing
 * of them any more.
 */
export function withRetired(steps: readonly Step[], retired: readonly Stack[]): Step[] {
  const first = steps.map(({ stack }) => stack.name);
  const last = destroySteps(retired, retired).map((step) => ({ ...step, after: [...first, ...step.after] }));
  return [...steps, ...last];
}

/** Stacks that depend on one of the selected ones, directly or not, and are not selected themselves. */
export function unselectedDependents(all: readonly Stack[], selected: readonly Stack[]): Stack[] {
  return all.filter((stack) => !selected.includes(stack) && selectedBelow(stack, all, selected).length > 0);
}

/** The nearest selected stacks that a stack depends on. */
function selectedBelow(stack: Stack, all: readonly Stack[], selected: readonly Stack[]): string[] {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (names: readonly string[]): void => {
    for (const name of names) {
      if (visited.has(name)) continue;
      visited.add(name);
      if (selected.some((candidate) => candidate.name === name)) found.add(name);
      else visit(all.find((candidate) => candidate.name === name)?.dependencies ?? []);
    }
  };
  visit(stack.dependencies);
  return [...found];
}

function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  const place = (step: Step, above: readonly string[]): void => {
    const { name } = step.stack;
    if (above.includes(name)) throw new Error(`stacks depend on each other: ${[...above, name].join(' → ')}`);
    if (ordered.includes(step)) return;
    for (const other of steps) if (step.after.includes(other.stack.name)) place(other, [...above, name]);
    ordered.push(step);
  };
  for (const step of steps) place(step, []);
  return ordered;
}
