import { findAmiFamily } from '../../catalog/ami-families';
import { findInstanceType, instanceTypes } from '../../catalog/instance-types';

function amiFamilyOf(name: string) {
  const type = findInstanceType(name);
  return type && findAmiFamily(type);
}

describe('findAmiFamily', () => {
  test.each([
    ['m7i.xlarge', 'AL2023_x86_64_STANDARD'],
    ['m7g.xlarge', 'AL2023_ARM_64_STANDARD'],
    ['g5.12xlarge', 'AL2023_x86_64_NVIDIA'],
    ['g5g.xlarge', 'AL2023_ARM_64_NVIDIA'],
    ['inf2.xlarge', 'AL2023_x86_64_NEURON'],
    ['trn1.32xlarge', 'AL2023_x86_64_NEURON'],
  ])('gives %s the image %s', (name, amiType) => {
    expect(amiFamilyOf(name)?.amiType).toBe(amiType);
  });

  it('names the NVIDIA driver and the missing device plugin', () => {
    expect(amiFamilyOf('p5.48xlarge')).toEqual({
      amiType: 'AL2023_x86_64_NVIDIA',
      nvidiaDriver: '580.159.03',
      hasDevicePlugin: false,
    });
  });

  it('has an image for every type except those with AMD GPUs and those that need a custom one', () => {
    const without = instanceTypes.filter((type) => findAmiFamily(type) === undefined).map((type) => type.family);
    expect(new Set(without)).toEqual(new Set(['g7', 'g4ad']));
  });
});
