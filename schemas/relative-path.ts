import { sep } from 'node:path';

/** Whether a relative path leads out of the folder that it starts in; `..foo` does not. */
export function leadsOut(path: string): boolean {
  return path.split(sep)[0] === '..';
}
