import { isLogRetention, logRetentionDays } from '../../catalog/cloudwatch';

describe('logRetentionDays', () => {
  it('are 22 different periods, ascending', () => {
    expect(logRetentionDays).toHaveLength(22);
    expect([...new Set(logRetentionDays)].sort((a, b) => a - b)).toEqual(logRetentionDays);
  });

  test.each([
    [1, true],
    [365, true],
    [400, true],
    [3653, true],
    [0, false],
    [2, false],
    [366, false],
    [3650, false],
  ])('a retention of %d days is accepted: %p', (days, accepted) => {
    expect(isLogRetention(days)).toBe(accepted);
  });
});
