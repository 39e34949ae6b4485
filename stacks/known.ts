/**
 * What resolving leaves out only where a mistake keeps it from knowing it. Stacks are built only where there was none.
 *
 * @throws Error if it is unknown nevertheless
 */
export function known<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`the environment has errors: unknown ${what}`);
  return value;
}
