import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Workplace } from '../../support/cli';
import { baseSpec } from '../../support/spec';

const place = new Workplace();
beforeAll(() => place.writeSpec(baseSpec()));
afterAll(() => place.remove());

const short = ['--users', '200', '--length', '700', '--outage', '400'];

describe('ninefold sandbox drill', () => {
  it('shows a timeline and whether the promise is kept, labelled as simulated', () => {
    const { status, stdout, stderr } = place.run(['sandbox', 'drill', 'region', 'us-east-1', ...short]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^Drill: the region us-east-1 is lost \(simulated\)$/m);
    expect(stdout).toMatch(/^ +\+0 {2}the region us-east-1 is lost$/m);
    expect(stdout).toMatch(/^ {2}recovered +\d+(\.\d)?s +228s +161s {2}inside$/m);
  });

  it('says the same in JSON, and draws it', () => {
    const args = ['sandbox', 'drill', 'process', 'chat', '--format', 'json', '--plot', 'drill.svg', ...short];
    const result = JSON.parse(place.run(args).stdout);
    expect(result).toMatchObject({ simulated: true, users: 200, fault: { kind: 'process', region: 'us-east-1' } });
    const picture = readFileSync(join(place.folder, 'drill.svg'), 'utf8');
    expect(picture).toMatch(/^<svg /);
    expect(picture).toContain('simulated');
  });

  it.each([
    [['regio', 'us-east-1'], 'there is no failure regio'],
    [['region', 'us-east-2'], 'there is no region us-east-2'],
    [['zone', 'use1-az9'], 'there is no zone use1-az9'],
    [['service', 'chatt'], 'there is no service chatt'],
    [['gpu', 'chat', '--in', 'eu-west-2'], 'chat is not in eu-west-2'],
  ])('refuses %j', (args, message) => {
    const { status, stderr } = place.run(['sandbox', 'drill', ...args]);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('ninefold drill plan', () => {
  it('writes steps, expectations and a template', () => {
    const { status, stdout } = place.run(['drill', 'plan', 'region', 'us-east-1']);
    expect(status).toBe(0);
    for (const text of ['Before', 'Steps', 'Expected', 'After', 'aws:network:disrupt-connectivity']) {
      expect(stdout).toContain(text);
    }
  });

  it('says the same in JSON', () => {
    const { stdout } = place.run(['drill', 'plan', 'zone', 'use1-az1', 'project.yaml', '--format', 'json']);
    expect(JSON.parse(stdout).experiment.region).toBe('us-east-1');
  });
});
