/** Stacks in an order in which they can be deployed: each after those that it depends on, otherwise as they come. */
export function deploymentOrder<T extends { readonly name: string }>(
  stacks: readonly T[],
  dependenciesOf: (stack: T) => readonly string[],
): T[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const ordered = new Set<T>();
  const place = (stack: T): void => {
    if (ordered.has(stack)) return;
    for (const name of dependenciesOf(stack)) {
      const dependency = byName.get(name);
      if (dependency) place(dependency);
    }
    ordered.add(stack);
  };
  for (const stack of stacks) place(stack);
  return [...ordered];
}
