/** What adds a file system to a spec that has none. */
export const firstLustre = 'storage: { lustre: { capacity: 4800GiB } }';
