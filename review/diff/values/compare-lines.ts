import { diffArrays } from 'diff';

/** One difference between two texts: a line that goes, one that comes, or one in the place of another. */
interface LineChange {
  readonly before?: string;
  readonly after?: string;
}

/** With more lines that go and come nobody would wait for the comparison, nor read it. */
const mostEdits = 1000;

/**
 * The lines in which two texts differ, in their order: those that are not part of the longest sequence of lines that both
 * have. Undefined if too many differ for a comparison by lines.
 */
export function compareLines(before: string, after: string): readonly LineChange[] | undefined {
  const runs = diffArrays(before.split('\n'), after.split('\n'), { maxEditLength: mostEdits });
  if (runs === undefined) return undefined;
  const changes: LineChange[] = [];
  let [gone, come]: [string[], string[]] = [[], []];
  for (const { added, removed, value } of runs) {
    if (removed) gone.push(...value);
    else if (added) come.push(...value);
    else {
      changes.push(...paired(gone, come));
      [gone, come] = [[], []];
    }
  }
  return [...changes, ...paired(gone, come)];
}

function paired(gone: readonly string[], come: readonly string[]): LineChange[] {
  return Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => {
    const [before, after] = [gone[index], come[index]];
    return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  });
}
