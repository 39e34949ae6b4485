/** A length of time. */
export interface Duration {
  readonly seconds: number;
}

const unitSeconds = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Reads `10s`, `3.8m`, `12h`, `30d` or `500ms`; throws on anything else, which the schema has refused before. */
export function parseDuration(text: string): Duration {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text);
  if (match === null) throw new Error(`not a duration: ${JSON.stringify(text)}`);
  const unit = match[2] as keyof typeof unitSeconds;
  return { seconds: roundToMicroseconds(Number(match[1]) * unitSeconds[unit]) };
}

/** Writes a duration in the largest unit that keeps it at two decimals or fewer: `3.8m`, `90s` as `1.5m`, `30d`. */
export function formatDuration({ seconds }: Duration): string {
  for (const unit of ['d', 'h', 'm', 's'] as const) {
    const value = seconds / unitSeconds[unit];
    if (value >= 1 && Number.isInteger(roundToMicroseconds(value * 100))) return `${roundToMicroseconds(value)}${unit}`;
  }
  return `${roundToMicroseconds(seconds * 1000)}ms`;
}

/** Whole days in a duration; throws if it is not whole. */
export function wholeDays(duration: Duration): number {
  const days = duration.seconds / unitSeconds.d;
  if (!Number.isInteger(days)) throw new Error(`${formatDuration(duration)} is not a whole number of days`);
  return days;
}

// 3.8 * 60 is 227.99999999999997 in floating point.
function roundToMicroseconds(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
