import { efaNetworkInterfaces } from '../../../../constructs/cluster/node-pools/efa-network-interfaces';

/** Each interface as `card/device type`. */
const layout = (networkCards: number, efaInterfaces: number) =>
  efaNetworkInterfaces({ networkCards, efaInterfaces }, ['sg-1']).map(
    (nic) => `${nic.networkCardIndex}/${nic.deviceIndex} ${nic.interfaceType}`,
  );

describe('efaNetworkInterfaces', () => {
  it('puts one EFA beside the primary interface of g5.48xlarge', () => {
    expect(layout(1, 1)).toEqual(['0/0 interface', '0/1 efa-only']);
  });

  it('puts one EFA on each of the four cards of p4d.24xlarge', () => {
    expect(layout(4, 4)).toEqual(['0/0 interface', '0/1 efa-only', '1/0 efa-only', '2/0 efa-only', '3/0 efa-only']);
  });

  it.each([
    { instanceType: 'p5.48xlarge', networkCards: 32, efaInterfaces: 32, efaOnPrimaryCard: true, interfaces: 33 },
    { instanceType: 'p5en.48xlarge', networkCards: 16, efaInterfaces: 16, efaOnPrimaryCard: true, interfaces: 17 },
    { instanceType: 'p6-b300.48xlarge', networkCards: 17, efaInterfaces: 16, efaOnPrimaryCard: false, interfaces: 17 },
  ])('gives $instanceType $efaInterfaces EFAs in $interfaces interfaces', (row) => {
    const nics = layout(row.networkCards, row.efaInterfaces);

    expect(nics).toHaveLength(row.interfaces);
    expect(nics[0]).toBe('0/0 interface');
    expect(nics.includes('0/1 efa-only')).toBe(row.efaOnPrimaryCard);
    expect(nics.filter((nic) => nic.endsWith('efa-only'))).toHaveLength(row.efaInterfaces);
    expect(nics.at(-1)).toBe(`${row.networkCards - 1}/0 efa-only`);
    expect(new Set(nics).size).toBe(nics.length);
  });

  it('puts every security group on every interface and leaves addresses alone', () => {
    for (const nic of efaNetworkInterfaces({ networkCards: 2, efaInterfaces: 2 }, ['sg-cluster', 'sg-efa'])) {
      expect(Object.keys(nic).sort()).toEqual([
        'deleteOnTermination',
        'deviceIndex',
        'interfaceType',
        'networkCardIndex',
        'securityGroups',
      ]);
      expect(nic.securityGroups).toEqual(['sg-cluster', 'sg-efa']);
      expect(nic.deleteOnTermination).toBe('true');
    }
  });

  it.each([
    [1, 0],
    [4, 5],
    [17, 8],
  ])('fails for %d cards with %d EFA interfaces', (networkCards, efaInterfaces) => {
    expect(() => layout(networkCards, efaInterfaces)).toThrow(
      `No EFA layout for ${efaInterfaces} EFA interfaces on ${networkCards} network cards`,
    );
  });
});
