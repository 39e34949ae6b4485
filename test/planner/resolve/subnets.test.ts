import fc from 'fast-check';
import { planSubnets, rangesOverlap } from '../../../planner/resolve/subnets';
import { seed } from '../../support/seed';

describe('planSubnets', () => {
  it('gives every zone a /20 from the start and small subnets from the end of the range', () => {
    expect(planSubnets('10.10.0.0/16', ['use1-az1', 'use1-az2', 'use1-az4'])).toEqual([
      {
        id: 'use1-az1',
        privateCidr: '10.10.0.0/20',
        publicCidr: '10.10.240.0/24',
        controlPlaneCidr: '10.10.248.0/26',
      },
      {
        id: 'use1-az2',
        privateCidr: '10.10.16.0/20',
        publicCidr: '10.10.241.0/24',
        controlPlaneCidr: '10.10.248.64/26',
      },
      {
        id: 'use1-az4',
        privateCidr: '10.10.32.0/20',
        publicCidr: '10.10.242.0/24',
        controlPlaneCidr: '10.10.248.128/26',
      },
    ]);
  });

  it('moves no subnet when a zone is added', () => {
    const two = planSubnets('10.0.0.0/16', ['a', 'b']);
    expect(planSubnets('10.0.0.0/16', ['a', 'b', 'c']).slice(0, 2)).toEqual(two);
  });

  test.each([
    ['10.0.0.0/18', 3],
    ['10.0.0.0/17', 6],
    ['10.0.0.0/16', 6],
  ])('has room in %s for %i zones', (cidr, count) => {
    const zones = Array.from({ length: count }, (_, index) => `z${index}`);
    expect(planSubnets(cidr, zones)).toHaveLength(count);
  });

  test.each([
    ['10.0.0.0/18', 4],
    ['10.0.0.0/20', 1],
    ['10.0.0.0/24', 2],
    ['not a range', 2],
    ['10.0.0.0/40', 2],
  ])('returns nothing for %s with %i zones', (cidr, count) => {
    const zones = Array.from({ length: count }, (_, index) => `z${index}`);
    expect(planSubnets(cidr, zones)).toEqual([]);
  });

  it('never lets two subnets share an address, for any range and number of zones', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 16, max: 18 }),
        fc.integer({ min: 1, max: 6 }),
        (octet, bits, count) => {
          const zones = Array.from({ length: count }, (_, index) => `z${index}`);
          const cidr = `10.${octet}.0.0/${bits}`;
          const subnets = planSubnets(cidr, zones).flatMap((zone) => [
            zone.privateCidr,
            zone.publicCidr,
            zone.controlPlaneCidr,
          ]);
          for (const [index, subnet] of subnets.entries()) {
            expect(rangesOverlap(subnet, cidr)).toBe(true);
            for (const other of subnets.slice(index + 1)) expect(rangesOverlap(subnet, other)).toBe(false);
          }
        },
      ),
      { seed },
    );
  });
});

describe('rangesOverlap', () => {
  test.each([
    ['10.0.0.0/16', '10.0.128.0/17', true],
    ['10.0.0.0/16', '10.1.0.0/16', false],
    ['10.1.0.0/16', '10.0.0.0/8', true],
    ['nonsense', '10.0.0.0/8', false],
  ])('%s and %s: %s', (a, b, expected) => {
    expect(rangesOverlap(a, b)).toBe(expected);
    expect(rangesOverlap(b, a)).toBe(expected);
  });
});
