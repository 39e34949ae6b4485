import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { cachedSchema } from '../../../sandbox/schema/cached-schema';
import { deriveSchema } from '../../../sandbox/schema/derive-schema';
import { encodeSchema } from '../../../sandbox/schema/encode-schema';
import { openSchema } from '../../../sandbox/schema/open-schema';

const helm = deriveSchema('helm');
const longAgo = new Date('2020-01-01T00:00:00Z');
let cache: string;

beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'ninefold-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

describe('cachedSchema', () => {
  it('keeps what it derives under the name and version of the provider, and nothing else', () => {
    const file = cachedSchema('helm', join(cache, 'schemas'));
    expect(basename(file)).toMatch(/^hashicorp-helm-3\.1\.1-[0-9a-f]{12}\.schema$/);
    expect(readdirSync(join(cache, 'schemas'))).toEqual([basename(file)]);
  });

  it('derives nothing the second time', () => {
    const file = cachedSchema('helm', cache);
    const { ino } = statSync(file);
    expect(cachedSchema('helm', cache)).toBe(file);
    expect(statSync(file).ino).toBe(ino);
  });

  it('removes files of the same provider that were not used for a month, and no others', () => {
    const file = cachedSchema('helm', cache);
    const put = (name: string, days: number) => {
      writeFileSync(join(cache, name), '');
      const used = new Date(Date.now() - days * 86_400_000);
      utimesSync(join(cache, name), used, used);
      return name;
    };
    put('hashicorp-helm-3.0.0-000000000000.schema', 31);
    put('.hashicorp-helm-3.0.0-000000000000.schema.new-4711', 31);
    const kept = [
      put('hashicorp-helm-3.1.1-111111111111.schema', 29),
      put('hashicorp-aws-5.100.0-000000000000.schema', 31),
      put('notes.txt', 31),
    ];
    cachedSchema('helm', cache);
    expect(readdirSync(cache)).toHaveLength(6);
    truncateSync(file, 0);
    cachedSchema('helm', cache);
    expect(readdirSync(cache).sort()).toEqual([...kept, basename(file)].sort());
  });

  it('counts every use', () => {
    const file = cachedSchema('helm', cache);
    utimesSync(file, longAgo, longAgo);
    cachedSchema('helm', cache);
    expect(Date.now() - statSync(file).mtimeMs).toBeLessThan(60_000);
  });

  it.each([
    ['cut short', (file: string) => truncateSync(file, statSync(file).size - 1)],
    ['empty', (file: string) => writeFileSync(file, '')],
    ['something else', (file: string) => writeFileSync(file, 'null\n')],
  ])('makes a file anew that is %s', (_, damage) => {
    const file = cachedSchema('helm', cache);
    const content = readFileSync(file);
    damage(file);
    expect(cachedSchema('helm', cache)).toBe(file);
    expect(readFileSync(file)).toEqual(content);
  });
});

describe('openSchema', () => {
  it('has what was derived', () => {
    const schema = openSchema(cachedSchema('helm', cache));
    const { source, version, protocol, provider } = helm;
    expect(schema).toMatchObject({ source, version, protocol, provider });
    expect(schema.resource('helm_release')).toEqual(helm.resources['helm_release']);
    expect(schema.dataSource('helm_template')).toEqual(helm.dataSources['helm_template']);
    expect(schema.response.equals(encodeSchema(helm))).toBe(true);
  });

  it('has no types of other kinds or providers', () => {
    const schema = openSchema(cachedSchema('helm', cache));
    expect(schema.resource('helm_template')).toBeUndefined();
    expect(schema.dataSource('helm_release')).toBeUndefined();
    expect(schema.resource('aws_vpc')).toBeUndefined();
    expect(schema.resource('constructor')).toBeUndefined();
  });
});
