import { findAmiType } from '../../catalog/ami-types';
import { findInstanceType, instanceTypes } from '../../catalog/instance-types';

function amiTypeOf(name: string) {
  const type = findInstanceType(name);
  return type && findAmiType(type);
}

describe('findAmiType', () => {
  test.each([
    ['m7i.xlarge', 'AL2023_x86_64_STANDARD'],
    ['m7g.xlarge', 'AL2023_ARM_64_STANDARD'],
    ['g5.12xlarge', 'AL2023_x86_64_NVIDIA'],
    ['g5g.xlarge', 'AL2023_ARM_64_NVIDIA'],
    ['inf2.xlarge', 'AL2023_x86_64_NEURON'],
    ['trn1.32xlarge', 'AL2023_x86_64_NEURON'],
  ])('gives %s the image %s', (name, amiType) => {
    expect(amiTypeOf(name)).toBe(amiType);
  });

  it('has an image for every type except those with AMD GPUs and those that need a custom one', () => {
    const without = instanceTypes.filter((type) => findAmiType(type) === undefined).map((type) => type.family);
    expect(new Set(without)).toEqual(new Set(['g7', 'g4ad']));
  });
});
