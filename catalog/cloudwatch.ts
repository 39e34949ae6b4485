/**
 * Days for which CloudWatch Logs can keep a log group's events, ascending; other values are refused.
 * Source: Amazon CloudWatch Logs API Reference, "PutRetentionPolicy"; as of 2026-08.
 */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Whether CloudWatch Logs accepts a retention of that many days. */
export function isLogRetention(days: number): boolean {
  return (logRetentionDays as readonly number[]).includes(days);
}
