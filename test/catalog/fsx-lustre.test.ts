import { isLustreCapacity, lustreCapacityFor, persistent2 } from '../../catalog/fsx-lustre';

describe('isLustreCapacity', () => {
  test.each([
    [1200, true],
    [2400, true],
    [4800, true],
    [24000, true],
    [0, false],
    [-2400, false],
    [1000, false],
    [3600, false],
    [4801, false],
  ])('a capacity of %d GiB is possible: %p', (gib, possible) => {
    expect(isLustreCapacity(gib)).toBe(possible);
  });
});

describe('lustreCapacityFor', () => {
  test.each([
    [1, 1200],
    [1200, 1200],
    [1201, 2400],
    [2400, 2400],
    [3600, 4800],
    [4800.5, 7200],
  ])('holds %d GiB in %d GiB', (gib, capacity) => {
    expect(lustreCapacityFor(gib)).toBe(capacity);
    expect(isLustreCapacity(lustreCapacityFor(gib))).toBe(true);
  });
});

describe('persistent2', () => {
  it('offers four throughputs', () => {
    expect(persistent2.throughputs).toEqual([125, 250, 500, 1000]);
  });
});
