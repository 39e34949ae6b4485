/**
 * What to tell a user whose Node does not satisfy the range, or undefined if it does.
 *
 * @param version as in `process.versions.node`, for example `20.19.0`
 * @param range `engines.node` of package.json: comparisons with `>=` and `<` that all have to hold
 */
export function unsupportedNode(version: string, range: string): string | undefined {
  if (range.split(' ').every((comparison) => satisfies(version, comparison))) return undefined;
  return [
    `ninefold needs Node.js ${range}, and this is ${version}.`,
    'Install a supported version (https://nodejs.org/en/download, or for example `nvm install 22`) and run it again.',
  ].join('\n');
}

function satisfies(version: string, comparison: string): boolean {
  const match = /^(>=|<)(\d[\d.]*)$/.exec(comparison);
  if (match?.[2] === undefined) throw new Error(`package.json: engines.node has a part of unknown form: ${comparison}`);
  const difference = compare(numbers(version), numbers(match[2]));
  return match[1] === '<' ? difference < 0 : difference >= 0;
}

function numbers(version: string): number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10));
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
