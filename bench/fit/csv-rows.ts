import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../schemas/package-folder';

/** What is made of every row of a file of this folder; cells are asked for by the names in its first line. */
export function mapRows<T>(file: string, make: (text: (name: string) => string) => T): T[] {
  const [head = '', ...lines] = readFileSync(join(packageFolder, 'bench', 'fit', file), 'utf8')
    .trim()
    .split('\n');
  const names = cells(head);
  return lines.map((line) => {
    const values = new Map(cells(line).map((cell, index) => [names[index] ?? '', cell]));
    return make((name) => values.get(name) ?? '');
  });
}

/** The cells of one line of CSV. */
function cells(line: string): string[] {
  return [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map((match) =>
    (match[1] ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'),
  );
}
