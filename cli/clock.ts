/** The only places where commands read the clock: the day in UTC, `YYYY-MM-DD`. */
export function currentDay(): string {
  return new Date().toISOString().slice(0, 10);
}

/** `YYYYMMDDhhmm` of UTC, for names of runs. */
export function currentMinute(): string {
  return new Date().toISOString().slice(0, 16).replace(/\D/g, '');
}
