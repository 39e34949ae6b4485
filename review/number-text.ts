import { cutPercent } from '../planner/availability/cut-percent';
import type { ObjectiveVerdict } from '../planner/availability/proof';
import { secondsText } from '../planner/availability/seconds-text';

/** With the digits that mean something, and commas between thousands. */
export function number(value: number): string {
  const size = Math.abs(value);
  const digits = size < 1 ? 2 : size < 100 ? 1 : 0;
  return Number(value.toFixed(digits)).toLocaleString('en-US');
}

/** Three digits are more than estimates of speed know. */
export function roughly(value: number): string {
  return number(Number(value.toPrecision(3)));
}

/** `42 s`, `228 s` as plans and findings say it, `15 min`, `1.5 h`; `never` where nothing ends it. */
export function seconds(value: number | null): string {
  if (value === null) return 'never';
  if (value < 600) return `${number(value)} s`;
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

/** `99.9917 %`; `never` for what is not served at all. */
export function availability(percent: number | null): string {
  return percent === null ? 'never' : `${cutPercent(percent)} %`;
}

/** What an objective promises or reaches, as specs write it: `99.9917 %`, `161s`; `never` for what is not reached. */
export function objectiveValue(objective: ObjectiveVerdict['objective'], value: number | null): string {
  if (value === null || !Number.isFinite(value)) return 'never';
  return objective === 'availability' ? availability(value) : secondsText(value);
}
