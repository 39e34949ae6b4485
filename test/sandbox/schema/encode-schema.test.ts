import { decode, rpc } from '../../../sandbox/protocol/messages';
import { encodeSchema } from '../../../sandbox/schema/encode-schema';
import type { Block, ProviderSchema } from '../../../sandbox/schema/provider-schema';

const empty: Block = { attributes: {}, blocks: {} };

function encoded(schema: Partial<ProviderSchema> & Pick<ProviderSchema, 'protocol'>): object {
  const bytes = encodeSchema({
    source: 'example/cloud',
    version: '1.2.3',
    provider: empty,
    resources: {},
    dataSources: {},
    ...schema,
  });
  return decode(rpc(schema.protocol, 'getSchema').response, bytes);
}

describe('encodeSchema', () => {
  it('writes the flags and types of attributes', () => {
    const block: Block = {
      attributes: {
        ports: { type: ['list', ['object', { from: 'number' }]], optional: true, computed: true },
        secret: { type: 'string', required: true, writeOnly: true },
      },
      blocks: {},
    };
    expect(encoded({ protocol: 5, resources: { cloud_vm: block } })).toMatchObject({
      resourceSchemas: {
        cloud_vm: {
          version: 0,
          block: {
            attributes: [
              {
                name: 'ports',
                type: Buffer.from('["list",["object",{"from":"number"}]]'),
                required: false,
                optional: true,
                computed: true,
                writeOnly: false,
              },
              { name: 'secret', type: Buffer.from('"string"'), required: true, optional: false, writeOnly: true },
            ],
          },
        },
      },
    });
  });

  it('writes nested blocks with their limits', () => {
    const block: Block = {
      attributes: {},
      blocks: {
        disk: {
          nesting: 'set',
          minItems: 1,
          block: { ...empty, attributes: { size: { type: 'number', required: true } } },
        },
        timeouts: { nesting: 'single', block: empty },
        network: { nesting: 'list', maxItems: 1, block: empty },
      },
    };
    expect(encoded({ protocol: 5, provider: block, dataSources: { cloud_vm: block } })).toMatchObject({
      provider: { block: { blockTypes: [{ typeName: 'disk' }, { typeName: 'timeouts' }, { typeName: 'network' }] } },
      dataSourceSchemas: {
        cloud_vm: {
          block: {
            blockTypes: [
              { typeName: 'disk', nesting: 3, minItems: 1, maxItems: 0, block: { attributes: [{ name: 'size' }] } },
              { typeName: 'timeouts', nesting: 1 },
              { typeName: 'network', nesting: 2, minItems: 0, maxItems: 1 },
            ],
          },
        },
      },
    });
  });

  it('writes nested attributes in protocol 6', () => {
    const block: Block = {
      attributes: {
        set: { nested: { nesting: 'list', attributes: { name: { type: 'string', required: true } } }, optional: true },
      },
      blocks: {},
    };
    expect(encoded({ protocol: 6, resources: { cloud_vm: block } })).toMatchObject({
      resourceSchemas: {
        cloud_vm: {
          block: {
            attributes: [
              {
                name: 'set',
                type: Buffer.alloc(0),
                optional: true,
                nestedType: {
                  nesting: 2,
                  attributes: [{ name: 'name', type: Buffer.from('"string"'), required: true }],
                },
              },
            ],
          },
        },
      },
    });
  });

  it('lets Terraform use a provider without asking it for its schema again', () => {
    expect(encoded({ protocol: 5 })).toMatchObject({ serverCapabilities: { getProviderSchemaOptional: true } });
  });
});
