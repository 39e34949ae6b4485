import { findGpu } from '../../catalog/gpus';
import { findInstanceType, type InstanceType, instanceTypes } from '../../catalog/instance-types';

const accelerated = instanceTypes.flatMap((type) =>
  type.accelerator ? [{ ...type, accelerator: type.accelerator }] : [],
);

/** Network cards that carry an EFA interface in the layout that AWS recommends: all but card 0, and card 0 if it can. */
function efaCards({ efaInterfaces, networkCards }: InstanceType): number {
  if (efaInterfaces === 0) return 0;
  return networkCards - 1 + (efaInterfaces === networkCards ? 1 : 0);
}

describe('findInstanceType', () => {
  it('knows p5.48xlarge', () => {
    expect(findInstanceType('p5.48xlarge')).toEqual({
      name: 'p5.48xlarge',
      family: 'p5',
      arch: 'x86_64',
      vcpus: 192,
      memoryGiB: 2048,
      accelerator: {
        vendor: 'nvidia',
        model: 'H100',
        count: 8,
        memoryGiB: 80,
        usableMemoryGiB: 79.1,
        memoryTBps: 3.35,
        link: 'nvlink',
      },
      networkGbps: 3200,
      efaInterfaces: 32,
      networkCards: 32,
      nvmeGB: 30400,
      onDemandUsdPerHour: 55.04,
      quotaFamily: 'P',
    });
  });

  it('knows g5.12xlarge', () => {
    expect(findInstanceType('g5.12xlarge')).toEqual({
      name: 'g5.12xlarge',
      family: 'g5',
      arch: 'x86_64',
      vcpus: 48,
      memoryGiB: 192,
      accelerator: {
        vendor: 'nvidia',
        model: 'A10G',
        count: 4,
        memoryGiB: 24,
        usableMemoryGiB: 22,
        memoryTBps: 0.6,
        link: 'pcie',
      },
      networkGbps: 40,
      efaInterfaces: 1,
      networkCards: 1,
      nvmeGB: 3800,
      onDemandUsdPerHour: 5.672,
      quotaFamily: 'G',
    });
  });

  it('knows g6e.48xlarge', () => {
    expect(findInstanceType('g6e.48xlarge')).toEqual({
      name: 'g6e.48xlarge',
      family: 'g6e',
      arch: 'x86_64',
      vcpus: 192,
      memoryGiB: 1536,
      accelerator: {
        vendor: 'nvidia',
        model: 'L40S',
        count: 8,
        memoryGiB: 48,
        usableMemoryGiB: 44.3,
        memoryTBps: 0.864,
        link: 'pcie',
      },
      networkGbps: 400,
      efaInterfaces: 4,
      networkCards: 4,
      nvmeGB: 7600,
      onDemandUsdPerHour: 30.13118,
      quotaFamily: 'G',
    });
  });

  it('tells the two sizes of the A100 apart', () => {
    expect(findInstanceType('p4d.24xlarge')).toEqual({
      name: 'p4d.24xlarge',
      family: 'p4d',
      arch: 'x86_64',
      vcpus: 96,
      memoryGiB: 1152,
      accelerator: {
        vendor: 'nvidia',
        model: 'A100',
        count: 8,
        memoryGiB: 40,
        usableMemoryGiB: 39.3,
        memoryTBps: 1.555,
        link: 'nvlink',
      },
      networkGbps: 400,
      efaInterfaces: 4,
      networkCards: 4,
      nvmeGB: 8000,
      onDemandUsdPerHour: 21.957642,
      quotaFamily: 'P',
    });
    expect(findInstanceType('p4de.24xlarge')?.accelerator).toMatchObject({ model: 'A100', memoryGiB: 80 });
  });

  it('knows the CPU types of system pools, without an accelerator', () => {
    expect(findInstanceType('m7i.xlarge')).toEqual({
      name: 'm7i.xlarge',
      family: 'm7i',
      arch: 'x86_64',
      vcpus: 4,
      memoryGiB: 16,
      networkGbps: 1.562,
      efaInterfaces: 0,
      networkCards: 1,
      nvmeGB: 0,
      onDemandUsdPerHour: 0.2016,
      quotaFamily: 'Standard',
    });
    expect(findInstanceType('m7g.2xlarge')).toMatchObject({ arch: 'arm64', vcpus: 8, memoryGiB: 32 });
    expect(findInstanceType('c7i.large')).toMatchObject({ memoryGiB: 4, onDemandUsdPerHour: 0.08925 });
    expect(findInstanceType('r7i.4xlarge')).toMatchObject({ memoryGiB: 128, onDemandUsdPerHour: 1.0584 });
    expect(findInstanceType('m7a.4xlarge')).toMatchObject({ onDemandUsdPerHour: 0.92736 });
  });

  it('gives no price to types that are not sold on demand in us-east-1', () => {
    const unpriced = instanceTypes.filter((type) => type.onDemandUsdPerHour === undefined).map((type) => type.name);
    expect(unpriced).toEqual(['p5e.48xlarge', 'trn2.48xlarge']);
  });

  it('marks exactly the g7 family as in need of a custom AMI', () => {
    const marked = instanceTypes.filter((type) => type.needsCustomAmi).map((type) => type.family);
    expect(marked).toHaveLength(6);
    expect(new Set(marked)).toEqual(new Set(['g7']));
  });

  test.each(['g6f.xlarge', 'gr6f.4xlarge', 'p2.xlarge', 'p5', 'P5.48xlarge', ''])('does not know %j', (name) => {
    expect(findInstanceType(name)).toBeUndefined();
  });
});

describe('instanceTypes', () => {
  it('has no name twice', () => {
    expect(new Set(instanceTypes.map((type) => type.name)).size).toBe(instanceTypes.length);
  });

  test.each(instanceTypes)('has sound numbers for $name', (type) => {
    expect(type.name.startsWith(`${type.family}.`)).toBe(true);
    expect(type.vcpus).toBeGreaterThan(0);
    expect(type.memoryGiB).toBeGreaterThanOrEqual(type.vcpus);
    expect(type.networkGbps).toBeGreaterThan(0);
    expect(type.networkCards).toBeGreaterThan(0);
    expect(type.nvmeGB).toBeGreaterThanOrEqual(0);
    if (type.onDemandUsdPerHour !== undefined) expect(type.onDemandUsdPerHour).toBeGreaterThan(0);
  });

  test.each(accelerated)('has a known accelerator with less usable than nominal memory in $name', ({ accelerator }) => {
    expect(findGpu(accelerator.model)?.vendor).toBe(accelerator.vendor);
    expect(accelerator.count).toBeGreaterThan(0);
    expect(accelerator.usableMemoryGiB).toBeLessThan(accelerator.memoryGiB);
    expect(accelerator.usableMemoryGiB).toBeGreaterThan(accelerator.memoryGiB * 0.9);
  });

  test.each(instanceTypes)('has a network card for each EFA interface of $name', (type) => {
    expect(efaCards(type)).toBe(type.efaInterfaces);
  });

  it('has a card without EFA only in p6-b300', () => {
    const withPlainCard = instanceTypes.filter(
      (type) => type.efaInterfaces > 0 && type.efaInterfaces < type.networkCards,
    );
    expect(withPlainCard.map((type) => type.name)).toEqual(['p6-b300.48xlarge']);
  });

  it('has one quota family and one architecture in each instance family', () => {
    const families = new Set(instanceTypes.map((type) => type.family));
    const shared = new Set(instanceTypes.map((type) => `${type.family} ${type.quotaFamily} ${type.arch}`));
    expect(shared.size).toBe(families.size);
  });

  it('counts G, P, Trn and Inf types against the quotas of their letters', () => {
    const letters = { Standard: /^[acdhimrtz]\d/, G: /^g/, P: /^p/, Trn: /^trn/, Inf: /^inf/ };
    for (const type of instanceTypes) expect(type.family).toMatch(letters[type.quotaFamily]);
  });
});
