import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type OperationKind = 'create' | 'read' | 'update' | 'delete' | 'import' | 'data';

/** One call of a provider to the simulated cloud. */
export interface Operation {
  readonly operation: OperationKind;
  /** Region whose API is called. */
  readonly region: string;
  readonly type: string;
  /** Absent before the object has one. */
  readonly id?: string;
  /** What people call the object. */
  readonly name?: string;
}

/** An operation as the log has it. */
export interface LoggedOperation extends Operation {
  /** When it ended, ISO 8601. */
  readonly at: string;
  /** `ok`, or the code of the error. */
  readonly outcome: string;
  /** The fault rule that struck. */
  readonly fault?: string;
}

const file = (folder: string) => join(folder, 'operations.jsonl');

/** Appends one line; several processes may do so at once, because a line is one write. */
export function logOperation(folder: string, operation: LoggedOperation): void {
  mkdirSync(dirname(file(folder)), { recursive: true });
  appendFileSync(file(folder), `${JSON.stringify(operation)}\n`);
}

/** Every operation so far, oldest first. */
export function readOperations(folder: string): LoggedOperation[] {
  let text: string;
  try {
    text = readFileSync(file(folder), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  // Behind the last line break is nothing, or a line that is being written.
  return text.split('\n').slice(0, -1).flatMap(parseLine);
}

/** Nothing for a line of which a full disk took only a part. */
function parseLine(line: string): LoggedOperation[] {
  try {
    return [JSON.parse(line) as LoggedOperation];
  } catch {
    return [];
  }
}
