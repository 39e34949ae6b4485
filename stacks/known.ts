/**
 * What resolving leaves out only where a mistake keeps it from knowing it. Stacks are built only where there was none.
 *
 * @throws Error if it is unknown nevertheless
 */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the environment has errors: unknown ${what}`);
  return value;
}

/** What others name, as {@link known}: the item of a kind with a name. */
export function named<T extends { readonly name: string }>(items: readonly T[], kind: string, name: string): T {
  return known(
    items.find((item) => item.name === name),
    `${kind} ${name}`,
  );
}
