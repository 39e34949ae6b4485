import { secondsText } from '../../../planner/availability/seconds-text';

it.each([
  [203.75, '203.8s'],
  [10, '10s'],
  // 0.1 + 0.2 is a little more than 0.3 in floating point.
  [0.1 + 0.2, '0.3s'],
  [228.001, '228.1s'],
  [Number.POSITIVE_INFINITY, 'never'],
])('writes %d seconds as %s', (seconds, text) => {
  expect(secondsText(seconds)).toBe(text);
});
