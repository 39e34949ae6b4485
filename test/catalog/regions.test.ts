import { clusterZones, findRegion, healthCheckerRegions, type Region, regions } from '../../catalog/regions';

function zonesForCluster(name: string): readonly string[] | undefined {
  const region = findRegion(name);
  return region && clusterZones(region);
}

describe('findRegion', () => {
  it('knows us-east-1', () => {
    expect(findRegion('us-east-1')).toEqual<Region>({
      name: 'us-east-1',
      code: 'use1',
      city: 'N. Virginia',
      optIn: false,
      zones: ['use1-az1', 'use1-az2', 'use1-az3', 'use1-az4', 'use1-az5', 'use1-az6'],
      avoid: ['use1-az3'],
    });
  });

  test.each([
    ['us-east-2', ['use2-az1', 'use2-az2', 'use2-az3']],
    ['us-west-1', ['usw1-az1', 'usw1-az3']],
    ['us-west-2', ['usw2-az1', 'usw2-az2', 'usw2-az3', 'usw2-az4']],
    ['ca-central-1', ['cac1-az1', 'cac1-az2', 'cac1-az4']],
    ['ap-northeast-1', ['apne1-az1', 'apne1-az2', 'apne1-az4']],
    ['ap-northeast-2', ['apne2-az1', 'apne2-az2', 'apne2-az3', 'apne2-az4']],
  ])('knows the zones of %s', (name, zones) => {
    expect(findRegion(name)?.zones).toEqual(zones);
  });

  test.each([
    ['eu-central-1', false],
    ['ap-northeast-3', false],
    ['eu-south-1', true],
    ['ap-southeast-6', true],
  ])('knows whether %s must be enabled first', (name, optIn) => {
    expect(findRegion(name)?.optIn).toBe(optIn);
  });

  test.each(['us-gov-west-1', 'cn-north-1', 'us-east-3', 'us-east-1a', ''])('does not know %j', (name) => {
    expect(findRegion(name)).toBeUndefined();
  });
});

describe('clusterZones', () => {
  it('leaves out the zones in which EKS has no control plane', () => {
    expect(zonesForCluster('us-east-1')).toEqual(['use1-az1', 'use1-az2', 'use1-az4', 'use1-az5', 'use1-az6']);
    expect(zonesForCluster('us-west-1')).toEqual(['usw1-az1', 'usw1-az3']);
    expect(zonesForCluster('ca-central-1')).toEqual(['cac1-az1', 'cac1-az2', 'cac1-az4']);
  });

  test.each(regions)('leaves the two zones that a cluster needs in $name', (region) => {
    expect(clusterZones(region).length).toBeGreaterThanOrEqual(2);
  });
});

describe('regions', () => {
  it('has 34 regions, 17 of which must be enabled first', () => {
    expect(regions).toHaveLength(34);
    expect(regions.filter((region) => region.optIn)).toHaveLength(17);
  });

  it('has no name, no code and no zone twice', () => {
    const zones = regions.flatMap((region) => region.zones);
    expect(new Set(regions.map((region) => region.name)).size).toBe(regions.length);
    expect(new Set(regions.map((region) => region.code)).size).toBe(regions.length);
    expect(new Set(zones).size).toBe(zones.length);
  });

  test.each(regions)("starts every zone id of $name with the region's code", ({ code, zones, avoid }) => {
    for (const zone of [...zones, ...avoid]) expect(zone).toMatch(new RegExp(`^${code}-az[1-9]$`));
  });

  it('avoids the three zones that EKS names, and no other', () => {
    expect(regions.flatMap((region) => region.avoid)).toEqual(['use1-az3', 'usw1-az2', 'cac1-az3']);
  });
});

describe('healthCheckerRegions', () => {
  it('are eight known regions that need no opt-in', () => {
    expect(new Set(healthCheckerRegions).size).toBe(8);
    for (const name of healthCheckerRegions) expect(findRegion(name)?.optIn).toBe(false);
  });
});
