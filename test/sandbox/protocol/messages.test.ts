import { decode, encode, rpc, rpcs } from '../../../sandbox/protocol/messages';

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('the calls of a provider', () => {
  it('are those that Terraform makes in protocol 5', () => {
    expect(rpcs(5).map(({ path }) => path)).toEqual([
      '/tfplugin5.Provider/GetSchema',
      '/tfplugin5.Provider/PrepareProviderConfig',
      '/tfplugin5.Provider/ValidateResourceTypeConfig',
      '/tfplugin5.Provider/ValidateDataSourceConfig',
      '/tfplugin5.Provider/Configure',
      '/tfplugin5.Provider/UpgradeResourceState',
      '/tfplugin5.Provider/ReadResource',
      '/tfplugin5.Provider/PlanResourceChange',
      '/tfplugin5.Provider/ApplyResourceChange',
      '/tfplugin5.Provider/ImportResourceState',
      '/tfplugin5.Provider/ReadDataSource',
      '/tfplugin5.Provider/Stop',
    ]);
  });

  it('have the same names of ours and other ones of Terraform in protocol 6', () => {
    expect(rpcs(6).map(({ name }) => name)).toEqual(rpcs(5).map(({ name }) => name));
    expect(rpc(6, 'validateProviderConfig').path).toBe('/tfplugin6.Provider/ValidateProviderConfig');
    expect(rpc(6, 'validateDataSource').path).toBe('/tfplugin6.Provider/ValidateDataResourceConfig');
    expect(rpc(6, 'stop').path).toBe('/tfplugin6.Provider/StopProvider');
  });
});

describe('a decoded message', () => {
  it('has every field, also those that were not sent', () => {
    // Field 1, text "a"; field 4, a message with field 1, the byte c0.
    expect(decode(rpc(5, 'plan').request, bytes('0a01612203' + '0a01c0'))).toEqual({
      typeName: 'a',
      priorState: null,
      proposedNewState: null,
      config: { msgpack: bytes('c0'), json: Buffer.alloc(0) },
      priorPrivate: Buffer.alloc(0),
    });
  });

  it('has plain numbers', () => {
    expect(decode(rpc(6, 'upgradeState').request, bytes('0a0161' + '1003'))).toMatchObject({ version: 3 });
  });

  it('leaves out fields that it does not know', () => {
    // Field 99, a number.
    expect(decode(rpc(5, 'configure').request, bytes('980601'))).toEqual({ terraformVersion: '', config: null });
  });
});

describe('an encoded message', () => {
  it('keeps which kind of step a path has', () => {
    const { response } = rpc(5, 'plan');
    const requiresReplace = [{ steps: [{ attributeName: 'rule' }, { elementKeyInt: 0 }, { elementKeyString: '' }] }];
    expect(decode(response, encode(response, { requiresReplace }))).toMatchObject({ requiresReplace });
  });

  it('has a prepared configuration in protocol 5 only', () => {
    const message = { preparedConfig: { msgpack: bytes('80') } };
    expect(Buffer.from(encode(rpc(5, 'validateProviderConfig').response, message))).toEqual(bytes('0a03' + '0a0180'));
    expect(encode(rpc(6, 'validateProviderConfig').response, message)).toHaveLength(0);
  });
});
