import { existsSync, readFileSync } from 'node:fs';
import { Workplace } from '../../support/cli';
import { specWith } from '../../support/spec';

const place = new Workplace();
afterAll(() => place.remove());

describe('ninefold report', () => {
  beforeAll(() => {
    place.writeSpec(specWith(() => undefined));
    place.writeSpec(
      specWith((s) => {
        s.pools[0].nodes.max = 14;
      }),
      'larger.yaml',
    );
    place.writeSpec(
      specWith((s) => delete s.owner),
      'broken.yaml',
    );
  });

  it('writes a page about the environment and the change, and says how large it is', () => {
    const { status, stdout, stderr } = place.run(['report', 'larger.yaml', '--against', 'project.yaml']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^report\.html: \d+ KiB$/m);
    const page = readFileSync(place.path('report.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/);
    expect(page).toContain('From <code>project.yaml</code> to <code>larger.yaml</code>');
    expect(page).toContain('<code>pools[serve].nodes.max</code>');
  });

  it('prints the findings of a spec with errors instead, and writes nothing', () => {
    const { status, stdout } = place.run(['report', 'broken.yaml', '--output', 'broken.html']);
    expect(status).toBe(1);
    expect(stdout).toContain('schema/missing-key');
    expect(existsSync(place.path('broken.html'))).toBe(false);
  });

  it.each([
    [['--base', 'main', '--against', 'project.yaml'], 'two things to compare with'],
    [['--plan-json', 'prod-global.json'], 'a plan without anything to compare with'],
    [['--against', 'nothing.yaml'], 'nothing.yaml does not exist'],
  ])('refuses %j', (options, message) => {
    const { status, stderr } = place.run(['report', ...options]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});
