import { contradiction, poolPreferences } from '../../../planner/inference/pool-order';

const chain = (pool: string, ...fallbackPools: string[]) => ({ pool, fallbackPools });

describe('the order of pools', () => {
  it('is the one in which services name them', () => {
    expect([...poolPreferences([chain('reserved', 'serve', 'spot')])]).toEqual([
      ['spot', 1],
      ['serve', 2],
      ['reserved', 3],
    ]);
  });

  it('joins the orders of several services', () => {
    const preferences = poolPreferences([
      chain('reserved', 'spot'),
      chain('serve', 'spot'),
      chain('block', 'reserved'),
    ]);
    expect(Object.fromEntries(preferences)).toEqual({ spot: 1, reserved: 2, serve: 2, block: 3 });
  });

  it('does not know pools without fallbacks', () => {
    expect(poolPreferences([chain('serve'), chain('train')]).size).toBe(0);
  });

  it('is that of the earlier service where two contradict each other, also over others', () => {
    const before = [chain('a', 'b'), chain('b', 'c')];
    expect(contradiction(before, chain('c', 'a'))).toEqual(['c', 'a']);
    expect(contradiction(before, chain('a', 'c'))).toBeUndefined();
    expect(Object.fromEntries(poolPreferences([...before, chain('c', 'a')]))).toEqual({ a: 3, b: 2, c: 1 });
    expect(contradiction([], chain('a', 'b', 'a'))).toBeUndefined();
  });
});
