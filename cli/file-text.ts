import { readSource } from '../schemas/source';

/** Text of a file that a finding points into, for example of a blueprint; undefined if it cannot be read. */
export function fileText(file: string): string | undefined {
  const read = readSource(file);
  return 'source' in read ? read.source.text : undefined;
}
