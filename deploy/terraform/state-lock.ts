import { hostname } from 'node:os';

/** Who holds the lock of a state, as Terraform tells it. */
export interface StateLock {
  readonly id: string;
  /** Where the state lies: a file, or a bucket and a key. */
  readonly path: string;
  /** For example `apply`. */
  readonly operation: string;
  /** User and host. */
  readonly who: string;
  /** Version of Terraform. */
  readonly version: string;
  /** For example `2026-11-23 23:40:58.505320341 +0000 UTC`. */
  readonly created: string;
}

/** Summary of the diagnostic that says that a state is locked. */
export const lockSummary = 'Error acquiring the state lock';

/** Reads the lock from the detail of Terraform's diagnostic; undefined if Terraform could not read it itself. */
export function parseStateLock(detail: string): StateLock | undefined {
  const [, info] = detail.split(/^Lock Info:$/m);
  if (info === undefined) return undefined;
  const field = (name: string): string => new RegExp(`^ *${name}: *(.*)$`, 'm').exec(info)?.[1]?.trim() ?? '';
  return {
    id: field('ID'),
    path: field('Path'),
    operation: field('Operation')
      .replace(/^OperationType/, '')
      .toLowerCase(),
    who: field('Who'),
    version: field('Version'),
    created: field('Created'),
  };
}

/**
 * What to do about a lock. It is never broken here: if its holder is alive, two runs would overwrite each other's
 * state.
 *
 * @param backend type of the backend that holds the state
 * @param terraform command that runs Terraform in the stack's folder
 */
export function adviceOnLock(lock: StateLock | undefined, backend: string, terraform: string): string[] {
  if (lock === undefined) {
    return ['Another run holds the lock or is just releasing it: try again. Terraform could not read who it is.'];
  }
  const { id, who, operation, version, created } = lock;
  const host = who.split('@').at(-1) ?? '';
  const isHere = host === hostname();
  const look = "`ps -ef | grep '[t]erraform'`";
  const held = `Held since ${created} by ${who}: \`${operation}\` with Terraform ${version}. While that run goes on, wait for it.`;
  if (backend === 'local') {
    return [held, `The lock of a local state ends with the process that holds it: ${look} on ${host} shows it.`];
  }
  return [
    held,
    isHere
      ? `It was started on this machine: ${look} shows whether it is still alive.`
      : `Whether it is still alive shows on ${host}, for example by ${look}; if that is a CI runner, look at its jobs.`,
    `Only if it is dead, release its lock: ${terraform} force-unlock ${id}`,
  ];
}
