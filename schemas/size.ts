/** An amount of storage or memory. */
interface Size {
  readonly gib: number;
}

/** Bytes of a GiB. */
export const bytesPerGib = 2 ** 30;

const unitGib = { MiB: 1 / 1024, GiB: 1, TiB: 1024 } as const;

/** Reads `200GiB`, `1.2TiB` or `512MiB`; throws on anything else, which the schema has refused before. */
export function parseSize(text: string): Size {
  const match = /^(\d+(?:\.\d+)?)(MiB|GiB|TiB)$/.exec(text);
  if (match === null) throw new Error(`not a size: ${JSON.stringify(text)}`);
  return { gib: Number(match[1]) * unitGib[match[2] as keyof typeof unitGib] };
}

/** Writes a size in GiB: `200GiB`. */
export function formatSize({ gib }: Size): string {
  return `${gib}GiB`;
}
