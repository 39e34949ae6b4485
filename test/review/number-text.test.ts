import { availability, number, objectiveValue, roughly, seconds, span } from '../../review/number-text';

it('writes as many digits as mean something', () => {
  expect([0, 0.123, 6.78, 54.32, 1234.5].map(number)).toEqual(['0', '0.12', '6.8', '54.3', '1,235']);
  expect([0.0456, 15_432, 1_234_567].map(roughly)).toEqual(['0.05', '15,400', '1,230,000']);
});

it('writes times in the unit that is easiest to read', () => {
  expect([0.5, 42, 228, 5400, 7200, null].map(seconds)).toEqual(['0.5 s', '42 s', '228 s', '90 min', '2 h', 'never']);
  expect(span({ typical: 90, worst: 100 })).toBe('90–100 s');
  expect(span({ typical: 60, worst: 900 })).toBe('60 s to 15 min');
});

it('cuts an availability, so that one below an objective never looks as if it kept it', () => {
  expect(availability(99.899996)).toBe('99.8999 %');
  expect(availability(99.9)).toBe('99.9 %');
  expect(availability(99.99)).toBe('99.99 %');
  expect(availability(null)).toBe('never');
});

it('writes objectives as specs do, and what is not reached as never', () => {
  const recovery = [203.75, 161, null, Number.POSITIVE_INFINITY].map((value) => objectiveValue('recovery', value));
  expect(recovery).toEqual(['203.8s', '161s', 'never', 'never']);
  expect([99.99, null].map((value) => objectiveValue('availability', value))).toEqual(['99.99 %', 'never']);
});
