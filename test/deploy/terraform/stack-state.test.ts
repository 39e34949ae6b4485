import { resourcesIn } from '../../../deploy/terraform/stack-state';

describe('resourcesIn', () => {
  it('lists managed objects with their addresses and attributes', () => {
    const state = {
      version: 4,
      resources: [
        { mode: 'managed', type: 'aws_vpc', name: 'main', instances: [{ attributes: { id: 'vpc-1' } }] },
        {
          mode: 'managed',
          module: 'module.a',
          type: 'aws_subnet',
          name: 's',
          instances: [{ index_key: 0 }, { index_key: 'b"c' }],
        },
        { mode: 'managed', type: 'aws_eip', name: 'gone', instances: [] },
        { mode: 'data', type: 'aws_ami', name: 'x', instances: [{ attributes: {} }] },
      ],
    };
    // Warnings may stand before the JSON.
    expect(resourcesIn(`Warning: something\n${JSON.stringify(state)}`)).toEqual([
      { resource: 'aws_vpc.main', address: 'aws_vpc.main', type: 'aws_vpc', attributes: { id: 'vpc-1' } },
      {
        resource: 'module.a.aws_subnet.s',
        address: 'module.a.aws_subnet.s[0]',
        type: 'aws_subnet',
        attributes: {},
      },
      {
        resource: 'module.a.aws_subnet.s',
        address: 'module.a.aws_subnet.s["b\\"c"]',
        type: 'aws_subnet',
        attributes: {},
      },
    ]);
  });

  it.each(['', '\n', '{"version":4}'])('finds nothing in %j', (text) => {
    expect(resourcesIn(text)).toEqual([]);
  });
});
