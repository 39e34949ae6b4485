import { type Arch, findInstanceType, instanceTypes } from '../../../../catalog/instance-types';

/**
 * CPU architecture of an instance type, or undefined if EC2 has no such type. Of families that the catalog does not
 * have, any size counts that EC2 has for some family.
 */
export function architectureOf(instanceType: string): Arch | undefined {
  const known = findInstanceType(instanceType);
  if (known) return known.arch;
  const [family = '', size = ''] = instanceType.split('.');
  if (
    accelerated.has(family) ||
    !otherFamilies.has(family) ||
    !/^(\w*(large|small|medium|micro|nano)|metal(-\w+)?)$/.test(size)
  ) {
    return undefined;
  }
  return /^(a1$|[a-z]+\d+g)/.test(family) || family === 'p6e-gb200' ? 'arm64' : 'x86_64';
}

/** Families of which the catalog has every size. */
const accelerated = new Set(instanceTypes.filter(({ accelerator }) => accelerator).map(({ family }) => family));

/** Source: Amazon EC2 Instance Types, "Current generation instances" and "Previous generation instances"; 2026-11. */
const otherFamilies = new Set(
  [
    't2 t3 t3a t4g a1 mac1 mac2',
    'm1 m2 m3 m4 m5 m5a m5ad m5d m5dn m5n m5zn m6a m6g m6gd m6i m6id m6idn m6in',
    'm7a m7g m7gd m7i m7i-flex m8a m8azn m8g m8gb m8gd m8gn m8i m8i-flex m8id',
    'c1 c3 c4 c5 c5a c5ad c5d c5n c6a c6g c6gd c6gn c6i c6id c6in c7a c7g c7gd c7gn c7i c7i-flex',
    'c8a c8g c8gb c8gd c8gn c8i c8i-flex c8id',
    'r3 r4 r5 r5a r5ad r5b r5d r5dn r5n r6a r6g r6gd r6i r6id r6idn r6in r7a r7g r7gd r7i r7iz',
    'r8a r8g r8gb r8gd r8gn r8i r8i-flex r8id',
    'x1 x1e x2gd x2idn x2iedn x2iezn x8g x8aedz x8i z1d u-3tb1 u-6tb1 u7i-6tb u7i-8tb u7i-12tb',
    'd2 d3 d3en h1 i2 i3 i3en i4g i4i i7i i7ie i8g i8ge im4gn is4gen hpc6a hpc6id hpc7a hpc7g',
    'f1 f2 g3 g3s g6f gr6f g7 p2 p3 dl1 dl2q vt1 p6e-gb200 trn2u',
  ].flatMap((line) => line.split(' ')),
);
