import type { Container } from './objects';

export type Variables = NonNullable<Container['env']>;

/** Variables of a container, as they are. */
export function variables(values: Readonly<Record<string, string>>): Variables {
  return Object.entries(values).map(([name, value]) => ({ name, value: plainText(value) }));
}

/** Kubernetes reads `$(…)` as a variable. */
export function plainText(text: string): string {
  return text.replaceAll('$(', '$$$$(');
}
