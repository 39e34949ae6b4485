import { expectedInstead } from '../../../catalog/ms-swift/check-argument';
import { argumentsOf } from '../../../catalog/ms-swift/commands';

/** What the pinned ms-swift would not take of a command line. */
export function refusedBy(program: readonly [string, string], args: readonly string[]): string[] {
  const known = argumentsOf(program) ?? {};
  const problems: string[] = [];
  for (const [position, word] of args.entries()) {
    if (!word.startsWith('--')) continue;
    const name = word.slice(2);
    const kind = known[name];
    const end = args.findIndex((other, index) => index > position && other.startsWith('--'));
    const values = args.slice(position + 1, end < 0 ? undefined : end);
    if (kind === undefined) problems.push(`${program.join(' ')} has no --${name}`);
    else if (kind !== 'strings' && kind !== 'integers' && kind !== 'numbers' && values.length !== 1) {
      problems.push(`--${name} takes one value, not ${values.length}`);
    } else {
      const wrong = values.map((value) => expectedInstead(kind, typed(value))).find((text) => text !== undefined);
      if (wrong !== undefined && !(kind === 'string' || kind === 'strings'))
        problems.push(`--${name} takes ${wrong}, not ${values.join(' ')}`);
    }
  }
  return problems;
}

function typed(value: string): unknown {
  if (value === 'true' || value === 'false') return value === 'true';
  return value !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
