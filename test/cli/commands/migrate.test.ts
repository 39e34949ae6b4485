import { readFileSync } from 'node:fs';
import { Workplace } from '../../support/cli';

const place = new Workplace();
afterAll(() => place.remove());

const old = 'apiVersion: ninefold/v1alpha0 # old\ngpuPools: []\n';

describe('ninefold migrate', () => {
  it('says what would change, and writes only without --dry-run', () => {
    const file = place.write('project.yaml', old);
    const { status, stdout, stderr } = place.run(['migrate', '--dry-run']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'nothing was written\n' });
    expect(stdout).toContain('project.yaml would be migrated from ninefold/v1alpha0 to ninefold/v1alpha1:\n');
    expect(stdout).toContain('  gpuPools is called pools  gpuPools\n');
    expect(readFileSync(file, 'utf8')).toBe(old);
    expect(place.run(['migrate']).status).toBe(0);
    expect(readFileSync(file, 'utf8')).toBe('apiVersion: ninefold/v1alpha1 # old\npools: []\n');
    expect(place.run(['migrate']).stdout).toContain('nothing to migrate');
  });

  it('finds a file that is not there', () => {
    expect(place.run(['migrate', 'none.yaml'])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('file/not-found'),
    });
  });
});
