/** Place of a change without indexes and keys of lists: `rule.expiration.days`. */
export function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '');
}

/** Whether a plain path is a place or leads into it. */
export function isBelow(path: string, place: string): boolean {
  return path === place || path.startsWith(`${place}.`);
}
