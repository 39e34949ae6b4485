import type { TerraformJson } from './emulator';

type Section = 'resource' | 'data' | 'output';

interface Entry {
  readonly section: Section;
  /** `aws_vpc` and `network`; outputs have no type. */
  readonly type: string;
  readonly name: string;
  readonly body: object;
}

/**
 * A stack without some of its resources and data sources, and without everything that refers to them. An order
 * (`depends_on`) is not a reference: it is forgotten.
 *
 * @param isLeftOut by type and configuration
 */
export function reduceStack(json: TerraformJson, isLeftOut: (type: string, body: object) => boolean): TerraformJson {
  const entries = entriesOf(json);
  const gone = new Set(entries.filter(({ type, body }) => isLeftOut(type, body)));
  for (;;) {
    const addresses = [...gone].map(addressOf);
    const next = entries.find(
      (entry) => !gone.has(entry) && addresses.some((address) => mentions(withoutOrder(entry.body), address)),
    );
    if (next === undefined) break;
    gone.add(next);
  }
  const addresses = [...gone].map(addressOf);
  const kept = entries.filter((entry) => !gone.has(entry));
  const section = (wanted: Section) => kept.filter((entry) => entry.section === wanted);
  const data = byType(section('data'), addresses);
  const output = Object.fromEntries(section('output').map(({ name, body }) => [name, body]));
  const { data: _data, output: _output, ...rest } = json;
  return {
    ...rest,
    resource: byType(section('resource'), addresses),
    // Terraform refuses sections without anything in them.
    ...(Object.keys(data).length > 0 && { data }),
    ...(Object.keys(output).length > 0 && { output }),
  };
}

function entriesOf({ resource, data = {}, output = {} }: TerraformJson): Entry[] {
  const typed = (section: Section, types: TerraformJson['resource']) =>
    Object.entries(types).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => ({ section, type, name, body })),
    );
  const outputs = Object.entries(output).map(([name, body]) => ({ section: 'output' as const, type: '', name, body }));
  return [...typed('resource', resource), ...typed('data', data), ...outputs];
}

function addressOf({ section, type, name }: Entry): string {
  if (section === 'output') return `output.${name}`;
  return section === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
}

function withoutOrder(body: object): object {
  const { depends_on: _order, ...rest } = body as { depends_on?: string[] };
  return rest;
}

function mentions(body: object, address: string): boolean {
  const escaped = address.replace(/[.]/g, '\\.');
  return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`).test(JSON.stringify(body));
}

function byType(entries: readonly Entry[], gone: readonly string[]): TerraformJson['resource'] {
  const types: Record<string, Record<string, object>> = {};
  for (const { type, name, body } of entries) {
    const { depends_on: order } = body as { depends_on?: string[] };
    const kept = order?.filter((address) => !gone.includes(address));
    types[type] = { ...types[type], [name]: kept ? { ...body, depends_on: kept } : body };
  }
  return types;
}
