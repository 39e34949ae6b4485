import type { Project } from '../../schemas/project';

/** What adds a file system to a spec that has none. */
export const firstLustre = 'storage: { lustre: { capacity: 4800GiB } }';

/** How a job comes to save on a file system, after `set`. */
export function lustreStorage({ storage }: Project): string {
  return `checkpoints.storage to lustre${storage.lustre === undefined ? `, and add a file system: ${firstLustre}` : ''}`;
}
