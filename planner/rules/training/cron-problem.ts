/** One of the five parts of a schedule. */
interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of the month', min: 1, max: 31, words: [] },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of the week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** Most days of the months. */
const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * What Kubernetes would not take of a schedule of five fields, or would never start; undefined if it is right. Source:
 * robfig/cron 3, `parser.go`, which Kubernetes parses schedules with: lists, ranges, steps, names of months and days,
 * `?` as `*`.
 */
export function cronProblem(cron: string): string | undefined {
  const parts = cron.split(' ');
  const values = fields.map((field, position) => valuesOf(parts[position] ?? '', field));
  const wrong = values.indexOf(undefined);
  const field = fields[wrong];
  if (field !== undefined) {
    return `${parts[wrong] ?? ''} is no ${field.name}: ${field.min} to ${field.max}${field.words.length > 0 ? `, or ${field.words[0]} to ${field.words.at(-1)}` : ''}`;
  }
  const [, , days, months] = values;
  // With days of the week beside it, a day of the month need not come.
  const needsDay = /^[*?]$/.test(parts[4] ?? '');
  const comes = months?.some((month) => days?.some((day) => day <= (daysOfMonths[month - 1] ?? 0)));
  return needsDay && !comes ? `no month ${parts[3]} has a day ${parts[2]}, so it never starts` : undefined;
}

/** Values that a list of a field stands for; undefined if it is none. */
function valuesOf(text: string, field: Field): number[] | undefined {
  const items = text.split(',').map((item) => valuesOfItem(item, field));
  return items.every((values) => values !== undefined) ? items.flat() : undefined;
}

function valuesOfItem(item: string, field: Field): number[] | undefined {
  const [range = '', stepText, ...more] = item.split('/');
  if (more.length > 0 || (stepText !== undefined && !/^[1-9][0-9]*$/.test(stepText))) return undefined;
  const step = Number(stepText ?? 1);
  if (range === '*' || range === '?') return numbers(field.min, field.max, step);
  const [from = '', to, ...others] = range.split('-');
  if (others.length > 0) return undefined;
  const start = numberOf(from, field);
  // A step without an end goes on to the last value.
  const end = to === undefined ? (stepText === undefined ? start : field.max) : numberOf(to, field);
  return start === undefined || end === undefined || start > end ? undefined : numbers(start, end, step);
}

function numbers(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}

function numberOf(text: string, { min, max, words }: Field): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return word + min;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}
