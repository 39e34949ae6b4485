/** With the digits that mean something, and commas between thousands. */
export function number(value: number): string {
  const digits = Math.abs(value) < 100 ? 1 : 0;
  return Number(value.toFixed(digits)).toLocaleString('en-US');
}

/** Three digits are more than estimates of speed know. */
export function roughly(value: number): string {
  return number(Number(value.toPrecision(3)));
}

/** `42 s`, `3.8 min`, `1.5 h`; `never` where nothing ends it. */
export function seconds(value: number | null): string {
  if (value === null) return 'never';
  if (value < 120) return `${number(value)} s`;
  return value < 7200 ? `${number(value / 60)} min` : `${number(value / 3600)} h`;
}

/** From typical to worst. */
export function span({ typical, worst }: { readonly typical: number | null; readonly worst: number | null }): string {
  if (typical === null || worst === null) return 'never';
  const [from, to] = [seconds(typical), seconds(worst)];
  if (from === to) return to;
  const unit = to.slice(to.indexOf(' '));
  return from.endsWith(unit) ? `${from.slice(0, -unit.length)}–${to}` : `${from} to ${to}`;
}

/** A part of something as a length in a style. */
export function part(value: number, of: number): string {
  const percent = of > 0 ? Math.min(100, Math.max(0, (value / of) * 100)) : 0;
  return `${Number(percent.toFixed(2))}%`;
}
