import type { Stack } from './terraform/manifest';

/** The stacks that some patterns name, each once, and the patterns that name none. */
interface Selection {
  readonly selected: readonly Stack[];
  readonly unmatched: readonly string[];
}

/**
 * Selects stacks by name. In a pattern `*` stands for any characters and `?` for one; no patterns at all select every
 * stack.
 */
export function selectStacks(stacks: readonly Stack[], patterns: readonly string[]): Selection {
  if (patterns.length === 0) return { selected: stacks, unmatched: [] };
  const matchers = patterns.map(toMatcher);
  return {
    selected: stacks.filter(({ name }) => matchers.some((matcher) => matcher.test(name))),
    unmatched: patterns.filter((_, index) => !stacks.some(({ name }) => matchers[index]?.test(name))),
  };
}

function toMatcher(pattern: string): RegExp {
  const source = pattern.replace(/[\\^$.*+?()[\]{}|]/g, (character) => wildcards[character] ?? `\\${character}`);
  return new RegExp(`^${source}$`);
}

const wildcards: Readonly<Record<string, string>> = { '*': '.*', '?': '.' };
