/** Lines that fit into a number of characters, and a line that says what is left out. */
export function withinBudget(
  lines: readonly string[],
  characters: number,
  leftOut: (count: number) => string,
): string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    // Room for the line that says what is missing.
    if (used + line.length + 1 > characters - 200) break;
    kept.push(line);
    used += line.length + 1;
  }
  return kept.length === lines.length ? kept : [...kept, leftOut(lines.length - kept.length)];
}
