import { meantMap, meantNumber, meantTexts, namesOfItems } from '../../schemas/meant-value';
import type { Subschema } from '../../schemas/subschema';

const time = '^[0-9]{1,9}(\\.[0-9]{1,9})?(ms|s|m|h|d)$';
const size = '^[0-9]{1,9}(\\.[0-9]{1,9})?(MiB|GiB|TiB)$';
const name = '^[a-z]([-a-z0-9]*[a-z0-9])?$';

describe('a text of the wrong form', () => {
  it.each([
    ['3.8 minutes', time, '3.8m'],
    ['10sec', time, '10s'],
    ['200GB', size, '200GiB'],
    ['1.2 TiB', size, '1.2TiB'],
    ['Acme_LLM', name, 'acme-llm'],
    ['Chat.Acme.org', '^([a-z0-9-]+\\.)+[a-z]+$', 'chat.acme.org'],
    ['10.10.0.0 /16', '^[0-9.]+/[0-9]+$', '10.10.0.0/16'],
    ['--neftune-noise-alpha', '^[A-Za-z][A-Za-z0-9_]*$', 'neftune_noise_alpha'],
    ['v1.35', '^1\\.[0-9]{2}$', '1.35'],
  ])('%j probably means another', (text, pattern, meant) => {
    expect(meantTexts(text, pattern)).toEqual([meant]);
  });

  it('may mean nothing, and is not respelt where it looks like a credential', () => {
    expect(meantTexts('soon', time)).toEqual([]);
    expect(meantTexts(`hf_${'A'.repeat(34)}`, name)).toEqual([]);
  });
});

describe('a text in the place of a number', () => {
  it.each([
    ['99.9%', 'number', 99.9],
    ['32k', 'integer', 32768],
    ['1_000', 'integer', 1000],
    ['$5,000', 'number', 5000],
    ['99.9%', 'integer', undefined],
    ['many', 'number', undefined],
    ['', 'number', undefined],
  ] as const)('%j as %s means %j', (text, type, meant) => {
    expect(meantNumber(text, type)).toBe(meant);
  });
});

describe('a value in the place of a map', () => {
  const region: Subschema = {
    required: ['name', 'cidr'],
    properties: {
      name: { type: 'string', pattern: '^[a-z0-9-]+$' },
      cidr: { type: 'string', examples: ['10.10.0.0/16'] },
    },
  };
  const range: Subschema = {
    required: ['min', 'max'],
    properties: { min: { type: 'integer' }, max: { type: 'integer' } },
  };

  it('is its name, with examples of the rest', () => {
    expect(meantMap(region, 'us-east-1')).toEqual({ name: 'us-east-1', cidr: '10.10.0.0/16' });
    expect(meantMap(region, 'us east')).toBeUndefined();
    expect(meantMap({ required: ['name', 'cidr'], properties: { name: {}, cidr: {} } }, 'us-east-1')).toBeUndefined();
    expect(meantMap(range, 'many')).toBeUndefined();
  });

  it('is every bound of a range', () => {
    expect(meantMap(range, 3)).toEqual({ min: 3, max: 3 });
    expect(meantMap(region, 3)).toBeUndefined();
    expect(meantMap({}, 3)).toBeUndefined();
  });
});

it('a map of maps has names where a list is asked for', () => {
  expect(namesOfItems({ qwen: { source: 'a' }, llama: {} })).toEqual(['qwen', 'llama']);
  expect(namesOfItems({ qwen: 'a' })).toEqual([]);
  expect(namesOfItems('qwen')).toEqual([]);
});
