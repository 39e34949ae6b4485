import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problems } from '../../schemas/problems';

/** Ids that the sources of a folder emit. */
function emittedIn(folder: string): string[] {
  const path = join(__dirname, '..', '..', folder);
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && name !== 'problems.ts',
  );
  return files.flatMap((name) => {
    const text = readFileSync(join(path, name), 'utf8');
    return [...text.matchAll(/'((?:file|yaml|schema|blueprint)\/[a-z-]+)'/g)].map((match) => match[1] ?? '');
  });
}

describe('problems', () => {
  it('explain every id that loading emits, and no other', () => {
    const emitted = [
      ...new Set([
        ...emittedIn('schemas'),
        ...emittedIn('blueprints'),
        ...emittedIn('planner'),
        ...emittedIn('planner/resolve'),
      ]),
    ];
    expect(emitted.length).toBeGreaterThan(20);
    expect(problems.map(({ id }) => id).sort()).toEqual(emitted.sort());
  });

  test.each(problems.map((problem) => [problem.id, problem] as const))('%s has whole sentences', (_id, problem) => {
    for (const text of [problem.summary, problem.why, problem.fix]) expect(text).toMatch(/^[A-Z`].{10,}\.$/);
    expect(problem.source).not.toBe('');
  });
});
