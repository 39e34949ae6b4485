import * as fc from 'fast-check';
import { formatDuration, parseDuration, wholeDays } from '../../schemas/duration';
import { seed } from '../support/seed';

describe('durations', () => {
  test.each([
    ['500ms', 0.5],
    ['10s', 10],
    ['3.8m', 228],
    ['12h', 43_200],
    ['30d', 2_592_000],
    ['0.1d', 8_640],
  ])('%s has %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ seconds });
  });

  test.each(['', '10', 's', '-1s', '1.s', '.5s', '10 s', '1h30m', '10S', '1e3s'])('refuse %j', (text) => {
    expect(() => parseDuration(text)).toThrow('not a duration');
  });

  test.each([
    [228, '3.8m'],
    [90, '1.5m'],
    [61, '61s'],
    [2_592_000, '30d'],
    [5_400, '1.5h'],
    [0.25, '250ms'],
    [0, '0ms'],
  ])('%d seconds are written as %s', (seconds, text) => {
    expect(formatDuration({ seconds })).toBe(text);
  });

  it('mean the same after they are written and read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (milliseconds) => {
        const duration = { seconds: milliseconds / 1000 };
        expect(parseDuration(formatDuration(duration))).toEqual(duration);
      }),
      { seed },
    );
  });

  it('count whole days and refuse parts of one', () => {
    expect(wholeDays(parseDuration('48h'))).toBe(2);
    expect(() => wholeDays(parseDuration('36h'))).toThrow('1.5d is not a whole number of days');
  });
});
