import { renderFindings } from '../review/findings/text';
import type { Finding } from '../schemas/finding';
import { readSource, type Source } from '../schemas/source';
import type { Colors } from './terminal/terminal';

/** Findings for people, with the lines of every file that they point into. @param source the spec, if it could be read */
export function findingsText(findings: readonly Finding[], source: Source | undefined, colors: Colors): string {
  return renderFindings(findings, source, { read: textOf, colors });
}

/** Text of another file than the spec, for example of a blueprint; undefined if it cannot be read. */
function textOf(file: string): string | undefined {
  const read = readSource(file);
  return 'source' in read ? read.source.text : undefined;
}
