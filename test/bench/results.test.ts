import { promises, type SpeedPromise } from '../../bench/promises';
import { judge } from '../../bench/results';

const speed: SpeedPromise = { id: 'validate', group: 'g', what: 'w', unit: '×', bound: { atMost: 4 } };
const gain: SpeedPromise = { id: 'remedies', group: 'g', what: 'w', unit: '×', bound: { atLeast: 1.4 } };

describe('judging figures', () => {
  it('counts the median of the rounds, and keeps the least and the most', () => {
    const [result] = judge([speed], { validate: [9, 2, 3] });
    expect(result).toMatchObject({ median: 3, min: 2, max: 9, rounds: 3, kept: true });
  });

  it.each([
    [speed, 4, true],
    [speed, 4.01, false],
    [gain, 1.4, true],
    [gain, 1.39, false],
  ])('holds %j against %d: kept is %s', (promise, value, kept) => {
    expect(judge([promise], { validate: [value], remedies: [value] })[0]?.kept).toBe(kept);
  });

  it.each([[{}], [{ validate: [] }], [{ validate: [1, Number.NaN] }]])(
    'refuses a promise without figures: %j',
    (figures) => {
      expect(() => judge([speed], figures)).toThrow('validate was not measured');
    },
  );
});

describe('promises', () => {
  it('have names of their own, and those of a group stand together', () => {
    expect(new Set(promises.map(({ id }) => id)).size).toBe(promises.length);
    const starts = promises.filter(({ group }, index) => group !== promises[index - 1]?.group);
    expect(new Set(starts.map(({ group }) => group)).size).toBe(starts.length);
  });
});
