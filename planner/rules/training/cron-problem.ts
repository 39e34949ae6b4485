const fields: readonly {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly words: readonly string[];
}[] = [
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

/**
 * What Kubernetes would not take of a schedule of five fields; undefined if it is right. Source: robfig/cron 3,
 * `parser.go`, which Kubernetes parses schedules with: lists, ranges, steps, names of months and days, `?` as `*`.
 */
export function cronProblem(cron: string): string | undefined {
  const parts = cron.split(' ');
  for (const [position, field] of fields.entries()) {
    const text = parts[position] ?? '';
    if (!text.split(',').every((item) => isRange(item, field))) {
      return `${text} is no ${field.name}: ${field.min} to ${field.max}${field.words.length > 0 ? `, or ${field.words[0]} to ${field.words.at(-1)}` : ''}`;
    }
  }
  return undefined;
}

function isRange(item: string, field: (typeof fields)[number]): boolean {
  const [range = '', step, ...more] = item.split('/');
  if (more.length > 0 || (step !== undefined && !/^[1-9][0-9]*$/.test(step))) return false;
  if (range === '*' || range === '?') return true;
  const [from = '', to, ...others] = range.split('-');
  if (others.length > 0) return false;
  const start = numberOf(from, field);
  if (to === undefined) return start !== undefined;
  const end = numberOf(to, field);
  return start !== undefined && end !== undefined && start <= end;
}

function numberOf(text: string, { min, max, words }: (typeof fields)[number]): number | undefined {
  const word = words.indexOf(text.toLowerCase());
  if (word >= 0) return word + min;
  if (!/^[0-9]+$/.test(text)) return undefined;
  const value = Number(text);
  return value >= min && value <= max ? value : undefined;
}
