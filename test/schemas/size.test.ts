import { formatSize, parseSize } from '../../schemas/size';

describe('sizes', () => {
  test.each([
    ['512MiB', 0.5],
    ['200GiB', 200],
    ['1.2TiB', 1228.8],
    ['0GiB', 0],
  ])('%s has %d GiB', (text, gib) => {
    expect(parseSize(text)).toEqual({ gib });
  });

  test.each(['', '200', 'GiB', '200GB', '200 GiB', '-1GiB', '1e3GiB'])('refuse %j', (text) => {
    expect(() => parseSize(text)).toThrow('not a size');
  });

  it('are written in GiB', () => {
    expect(formatSize({ gib: 4800 })).toBe('4800GiB');
  });
});
