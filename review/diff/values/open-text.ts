import { parse } from 'yaml';
import { isMap } from '../../../schemas/is-map';

/** The data that a text holds as JSON or YAML; undefined for any other text. */
export function openText(text: string): unknown {
  const start = text.trimStart()[0];
  if (start === '{' || start === '[') return structureOf(() => JSON.parse(text) as unknown);
  // A sentence with a colon is YAML as well; several lines that begin with a key are meant to be.
  if (!text.trimEnd().includes('\n') || !/^(---|#|[\w.$/-]+:(\s|$))/m.test(text)) return undefined;
  return structureOf(() => parse(text, { maxAliasCount: 100 }) as unknown);
}

function structureOf(read: () => unknown): unknown {
  try {
    const value = read();
    return isMap(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
