/** Order of two texts by their characters, for `sort`: the same everywhere, whatever the language of the computer. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
