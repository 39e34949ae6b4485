import { isMap } from '../../../schemas/is-map';
import schema from '../../../schemas/project.schema.json';

/** A change of parsed data, in place; it may also do nothing. */
export type DataEdit = (root: unknown, at: number, pick: number, pool: ValuePool) => void;

/** Values by the key under which they stand in some file. */
export type ValuePool = ReadonlyMap<string, readonly unknown[]>;

/** A place in data: what holds it, and under which key. */
interface Slot {
  readonly holder: Record<string | number, unknown>;
  readonly key: string | number;
}

function slotsIn(value: unknown): Slot[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Record<string | number, unknown>;
  const keys = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return keys.flatMap((key) => [{ holder, key }, ...slotsIn(holder[key])]);
}

const pickOf = <T>(from: readonly T[], pick: number): T | undefined =>
  from.length === 0 ? undefined : from[pick % from.length];

const isLeaf = ({ holder, key }: Slot) => holder[key] === null || typeof holder[key] !== 'object';

/** An own property, also for `__proto__`, as a YAML parser makes it. */
function put({ holder, key }: Slot, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

const otherTypes: readonly unknown[] = [
  ...[null, true, false, 0, 1, -1, 3.5, '', ' ', 'text', [], {}, [[]], [null], [{}], ['a', 'a'], { a: null }],
  ...[{ name: 'x' }, [{ name: 'x' }, { name: 'x' }], { __proto__: null, constructor: 1 }, [1, 'a', { b: [] }]],
];

const boundaries: readonly unknown[] = [
  ...[
    0,
    1,
    -1,
    2,
    7,
    8,
    9,
    63,
    64,
    65,
    99.99,
    99.999,
    100,
    100.0001,
    255,
    256,
    1023,
    65535,
    1e6,
    1e9,
    2 ** 31,
    2 ** 53,
    2 ** 53 + 2,
  ],
  ...[1e21, 1e308, 1e-7, 5e-324, -0, 0.1 + 0.2, Number.POSITIVE_INFINITY],
  ...['0s', '1ms', '-1s', '1.5h', '99999999d', '1e9s', '10 s', '10S', '0GiB', '1KiB', '999999999TiB', '1.5GB'],
  ...[
    '0.0.0.0/0',
    '10.0.0.0/33',
    '10.0.0.1/8',
    '10.255.255.0/24',
    '255.255.255.255/32',
    '::/0',
    '10.0.0.0',
    '300.1.1.1/16',
  ],
  ...[
    '2026-02-30',
    '0000-00-00',
    '9999-12-31',
    '2026-11-23',
    '2026-11-24T00:00:00Z',
    '1999-12-31T23:59:60Z',
    '@daily',
    '* * * * *',
    '99 99 * * *',
  ],
  ...[
    'hf://',
    'hf://a',
    'hf://a/b/c',
    's3://',
    's3://UPPER/x',
    'modelscope://a/b',
    'hf://Qwen/Qwen2.5-7B-Instruct',
    'file:///etc/passwd',
  ],
  ...[
    'arn:aws:iam::111122223333:role/x',
    'arn:aws-cn:iam::1:role/',
    'a'.repeat(63),
    'a'.repeat(64),
    'x'.repeat(70_000),
    'a-',
    '-a',
    'a..b',
    'A',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    '${parameters.x}',
    '${a}',
    '%{if}',
    '{{ .Values }}',
    '$(rm)',
    '../../..',
    'é',
    '日本語',
    '😀',
    '\u202eabc',
  ],
  ...[
    'line\nbreak',
    '\u001b[31m',
    '\u0000',
    'null',
    'true',
    '12',
    '1.0',
    '*',
    '@',
    'us-east-1',
    'US-EAST-1',
    'us-east-9',
    'chat.example.com',
    'example.com.',
  ],
];

const near = (value: unknown): readonly unknown[] => {
  if (typeof value === 'number')
    return [value + 1, value - 1, -value, value * 2, value * 1000, value / 3, String(value), Math.floor(value)];
  if (typeof value === 'string')
    return [
      `${value}x`,
      value.slice(1),
      value.slice(0, -1),
      value.toUpperCase(),
      ` ${value}`,
      `${value}${value}`,
      [value],
      value.replace(/\d/, '9'),
    ];
  return [!value, [value], { value }];
};

export const dataEdits: Readonly<Record<string, DataEdit>> = {
  delete: (root, at) => {
    const slot = pickOf(slotsIn(root), at);
    if (slot) remove(slot);
  },
  'duplicate an item': (root, at) => {
    const slot = pickOf(
      slotsIn(root).filter(({ holder }) => Array.isArray(holder)),
      at,
    );
    if (slot && Array.isArray(slot.holder)) slot.holder.push(structuredClone(slot.holder[Number(slot.key)]));
  },
  move: (root, at, pick) => {
    const [from, to] = [pickOf(slotsIn(root), at), pickOf(slotsIn(root), pick)];
    if (from && to) put(to, structuredClone(from.holder[from.key]));
  },
  'another type': (root, at, pick) => {
    const slot = pickOf(slotsIn(root), at);
    if (slot) put(slot, structuredClone(pickOf(otherTypes, pick)));
  },
  'from elsewhere': (root, at, pick, pool) => {
    const slot = pickOf(slotsIn(root), at);
    const values = [...pool.values()];
    if (slot) put(slot, structuredClone(pickOf(pickOf(values, pick) ?? [], at)));
  },
  'of the same key': (root, at, pick, pool) => {
    const slot = pickOf(
      slotsIn(root).filter(({ key }) => typeof key === 'string'),
      at,
    );
    if (slot) put(slot, structuredClone(pickOf(pool.get(String(slot.key)) ?? otherTypes, pick)));
  },
  'add a known key': (root, at, pick, pool) => {
    const maps = [root, ...slotsIn(root).map(({ holder, key }) => holder[key])].filter(isMap);
    const [key, values] = pickOf([...pool], pick) ?? [];
    const holder = pickOf(maps, at);
    if (holder && key !== undefined) put({ holder, key }, structuredClone(pickOf(values ?? [], at)));
  },
  'rename a key': (root, at, pick) => {
    const slot = pickOf(
      slotsIn(root).filter(({ key }) => typeof key === 'string'),
      at,
    );
    if (slot === undefined) return;
    const name = String(slot.key);
    const value = slot.holder[slot.key];
    remove(slot);
    const key =
      pickOf([`${name}s`, name.toUpperCase(), '__proto__', 'constructor', name.slice(1), '', 'a b', '0'], pick) ?? name;
    put({ holder: slot.holder, key }, value);
  },
  'boundary value': (root, at, pick) => {
    const slot = pickOf(slotsIn(root).filter(isLeaf), at);
    if (slot) put(slot, pickOf(boundaries, pick));
  },
  'near value': (root, at, pick) => {
    const slot = pickOf(slotsIn(root).filter(isLeaf), at);
    if (slot) put(slot, pickOf(near(slot.holder[slot.key]), pick));
  },
  'value of the enumeration': (root, at, pick) => {
    const slots = slotsIn(root).filter(({ key }) => enumerations.has(String(key)));
    const slot = pickOf(slots, at);
    if (slot) put(slot, pickOf([...(enumerations.get(String(slot.key)) ?? []), 'none-of-them'], pick));
  },
};

/** Every value of some files by its key, with the examples that the schema has for it. */
export function poolOf(values: readonly unknown[]): ValuePool {
  const pool = new Map<string, unknown[]>();
  for (const { holder, key } of [...values.flatMap(slotsIn), ...schemaExamples]) {
    if (typeof key === 'number') continue;
    const known = pool.get(key) ?? [];
    known.push(holder[key]);
    pool.set(key, known);
  }
  return pool;
}

const properties: readonly (readonly [string, Record<string, unknown>])[] = slotsIn(schema).flatMap(
  ({ holder, key }) => {
    const value = holder[key];
    return key === 'properties' && isMap(value)
      ? Object.entries(value).flatMap(([name, field]) => (isMap(field) ? [[name, field] as const] : []))
      : [];
  },
);

const schemaExamples: readonly Slot[] = properties.flatMap(([name, { examples }]) =>
  Array.isArray(examples) ? examples.map((example) => ({ holder: { [name]: example }, key: name })) : [],
);

const enumerations: ReadonlyMap<string, readonly unknown[]> = new Map(
  properties.flatMap(([name, field]) =>
    Array.isArray(field['enum']) ? [[name, field['enum'] as readonly unknown[]] as const] : [],
  ),
);
