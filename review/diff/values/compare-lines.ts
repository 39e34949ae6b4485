/** One difference between two texts: a line that goes, one that comes, or one in the place of another. */
interface LineChange {
  readonly before?: string;
  readonly after?: string;
}

/** Above this many pairs of lines nobody would wait for the comparison. */
const mostPairs = 4_000_000;

/**
 * The lines in which two texts differ, in their order: those that are not part of the longest sequence of lines that both
 * have. Undefined if the texts are too long to be compared by lines.
 */
export function compareLines(before: string, after: string): readonly LineChange[] | undefined {
  const [left, right] = [before.split('\n'), after.split('\n')];
  const most = Math.min(left.length, right.length);
  let head = 0;
  while (head < most && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < most - head && left.at(-1 - tail) === right.at(-1 - tail)) tail += 1;
  const [a, b] = [left.slice(head, left.length - tail), right.slice(head, right.length - tail)];
  if (a.length * b.length > mostPairs) return undefined;
  return changesBetween(a, b);
}

function changesBetween(a: readonly string[], b: readonly string[]): LineChange[] {
  const common = commonLengths(a, b);
  const at = (i: number, j: number) => common[i * (b.length + 1) + j] ?? 0;
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [gone, come]: [string[], string[]] = [[], []];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j === b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) gone.push(a[i++] as string);
      else come.push(b[j++] as string);
    }
    for (let k = 0; k < Math.max(gone.length, come.length); k += 1) {
      const [before, after] = [gone[k], come[k]];
      changes.push({ ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
    }
    while (i < a.length && j < b.length && a[i] === b[j]) [i, j] = [i + 1, j + 1];
  }
  return changes;
}

/** How many lines the rests of both texts from each pair of places on have in common, row by row. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [down, right] = [lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0];
      lengths[i * width + j] = a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(down, right);
    }
  }
  return lengths;
}
