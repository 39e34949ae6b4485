import { readFileSync } from 'node:fs';
import { encodeSchema } from './encode-schema';
import type { Block, ProviderSchema } from './provider-schema';

/** The schema of a provider as a process uses it, which meets few of the many types. */
export interface OpenedSchema extends Pick<ProviderSchema, 'source' | 'version' | 'protocol' | 'provider'> {
  readonly resource: (type: string) => Block | undefined;
  readonly dataSource: (type: string) => Block | undefined;
  /** The answer to Terraform's question for the schema. */
  readonly response: Buffer;
}

/** Start and end of a part, counted from the end of the index. */
type Span = readonly [start: number, end: number];

/** The first line of the file; the answer and the blocks follow, one after the other. */
interface Index extends Pick<ProviderSchema, 'source' | 'version' | 'protocol' | 'provider'> {
  readonly response: Span;
  readonly resources: Readonly<Record<string, Span>>;
  readonly dataSources: Readonly<Record<string, Span>>;
  readonly length: number;
}

/** The content of a file from which `openSchema` reads a single type without parsing the rest. */
export function packSchema(schema: ProviderSchema): Buffer {
  const parts: Uint8Array[] = [];
  let length = 0;
  const append = (part: Uint8Array): Span => {
    parts.push(part);
    length += part.length;
    return [length - part.length, length];
  };
  const appendAll = (blocks: Readonly<Record<string, Block>>): Record<string, Span> =>
    Object.fromEntries(
      Object.entries(blocks).map(([type, block]) => [type, append(Buffer.from(JSON.stringify(block)))]),
    );

  const { source, version, protocol, provider } = schema;
  const response = append(encodeSchema(schema));
  const resources = appendAll(schema.resources);
  const dataSources = appendAll(schema.dataSources);
  const index: Index = { source, version, protocol, provider, response, resources, dataSources, length };
  return Buffer.concat([Buffer.from(`${JSON.stringify(index)}\n`), ...parts]);
}

/**
 * Opens what `packSchema` made, in a few milliseconds.
 *
 * @throws when the file is absent or not whole
 */
export function openSchema(file: string): OpenedSchema {
  const content = readFileSync(file);
  const endOfIndex = content.indexOf('\n');
  const index = JSON.parse(content.toString('utf8', 0, endOfIndex)) as Index;
  const body = content.subarray(endOfIndex + 1);
  if (body.length !== index.length) throw new Error(`${file} is not whole`);
  const { source, version, protocol, provider } = index;
  return {
    source,
    version,
    protocol,
    provider,
    resource: remembered((type) => readBlock(body, index.resources, type)),
    dataSource: remembered((type) => readBlock(body, index.dataSources, type)),
    response: body.subarray(...index.response),
  };
}

function readBlock(body: Buffer, spans: Readonly<Record<string, Span>>, type: string): Block | undefined {
  const span = Object.hasOwn(spans, type) ? spans[type] : undefined;
  return span && (JSON.parse(body.toString('utf8', ...span)) as Block);
}

/** Every operation on an object asks for its block. */
function remembered(read: (type: string) => Block | undefined): (type: string) => Block | undefined {
  const known = new Map<string, Block | undefined>();
  return (type) => {
    if (!known.has(type)) known.set(type, read(type));
    return known.get(type);
  };
}
