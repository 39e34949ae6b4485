import { readdirSync } from 'node:fs';
import { Workplace } from '../../support/cli';
import { baseSpec, specWith } from '../../support/spec';

const place = new Workplace();
afterAll(() => place.remove());

describe('ninefold plan', () => {
  beforeAll(() => {
    place.writeSpec(baseSpec());
    place.writeSpec(
      specWith((s) => delete s.models[0].revision),
      'warned.yaml',
    );
    place.writeSpec(
      specWith((s) => delete s.owner),
      'broken.yaml',
    );
  });

  it('shows regions, pools, workloads, records and stacks', () => {
    const { status, stdout, stderr } = place.run(['plan']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^chat \/ prod \(production defaults, primary region us-east-1\)$/m);
    expect(stdout).toMatch(
      /^ {2}us-east-1 +active +10\.10\.0\.0\/16 +use1-az1 +chat-prod-use1 +1\.35 +us-east-1\.chat\./m,
    );
    expect(stdout).toMatch(/^ {2}us-east-1 +serve +g5\.12xlarge +4 × A10G +on-demand +2–12 +8–48 +use1-az1 +no$/m);
    expect(stdout).toMatch(/^ {2}us-east-1 +train +p4d\.24xlarge +8 × A100 +capacity-block +2 +16 +use1-az4 +yes$/m);
    expect(stdout).toMatch(/^ {2}dpo +qwen +dpo, lora +train +2 +training +on submission +us-east-1$/m);
    expect(stdout).toMatch(/^ {2}chat +vllm +critical +serve +2–12 +public, port 443 +us-east-1$/m);
    expect(stdout).toMatch(/^ {2}tuned +sglang +standard +serve +2–4 +public, port 8443 +us-east-1$/m);
    expect(stdout).toMatch(/^ {2}chat\.example\.com +weight 100 +us-east-1\.chat\.example\.com$/m);
    expect(stdout).toMatch(/^ {2}us-east-1\.chat\.example\.com +simple +load balancer in us-east-1$/m);
    expect(stdout).toMatch(/^ +1 +prod-global +\d+ +-$/m);
    expect(stdout).toMatch(/^Total 3 regions, \d+ stacks, \d+ resources, 8–38 GPU nodes with 40–160 GPUs$/m);
  });

  it('ends with the three objectives, what is proved of them, and what decides it', () => {
    const { stdout } = place.run(['plan']);
    const last = stdout.slice(stdout.lastIndexOf('\n\n')).trim();
    expect(last).toMatch(/^Objectives\n/);
    expect(last).toMatch(/^ {2}availability +99\.9 % +99\.99\d* % +\+[\d.]+ min in 30 d +kept +chat: /m);
    expect(last).toMatch(/^ {2}detection +10s +9\.5s +\+0\.5s +kept +/m);
    expect(last).toMatch(/^ {2}recovery +228s +161s +\+67s +kept +resolvers forget the old answer +dns\.ttl 1m$/m);
    expect(JSON.parse(place.run(['plan', '--format', 'json']).stdout).promise.objectives).toMatchObject([
      { objective: 'availability', verdict: 'kept', path: 'assumptions.missedFailovers' },
      { objective: 'detection', proved: 9.5, margin: 0.5 },
      { objective: 'recovery', proved: 161, margin: 67, path: 'dns.ttl' },
    ]);
  });

  it('says the same in JSON', () => {
    const document = JSON.parse(place.run(['plan', '--format', 'json']).stdout);
    expect(document).toMatchObject({
      file: 'project.yaml',
      valid: true,
      findings: [],
      project: 'chat',
      environment: 'prod',
      regions: [{ name: 'us-east-1', endpoint: 'us-east-1.chat.example.com' }, {}, {}],
      pools: [
        { region: 'us-east-1', name: 'serve', gpuCount: { min: 8, max: 48 } },
        { name: 'train', efa: true },
        {},
        {},
      ],
      training: [{ name: 'dpo', regions: ['us-east-1'] }],
      inference: [
        { name: 'chat', port: 443 },
        { name: 'tuned', port: 8443 },
      ],
      totals: { regions: 3, gpus: { min: 40, max: 160 } },
    });
    const { stacks, totals } = document;
    expect(totals.stacks).toBe(stacks.length);
    expect(totals.resources).toBe(
      stacks.reduce((sum: number, stack: { resources: number }) => sum + stack.resources, 0),
    );
  });

  it('lists every stack after those that it depends on', () => {
    const { stacks } = JSON.parse(place.run(['plan', '--format', 'json']).stdout);
    const names: string[] = stacks.map(({ name }: { name: string }) => name);
    for (const [index, { dependsOn }] of stacks.entries()) {
      for (const other of dependsOn) expect(names.slice(0, index)).toContain(other);
    }
  });

  it('shows warnings below the tables', () => {
    const { status, stdout } = place.run(['plan', 'warned.yaml']);
    expect(status).toBe(0);
    expect(stdout.indexOf('Total')).toBeGreaterThan(0);
    expect(stdout.indexOf('security/unpinned-revision')).toBeGreaterThan(stdout.indexOf('Total'));
  });

  it('shows the findings instead if there are errors', () => {
    const { status, stdout } = place.run(['plan', 'broken.yaml']);
    expect(status).toBe(1);
    expect(stdout).toContain('error schema/missing-key');
    expect(stdout).not.toContain('Regions');
  });

  it('prints the findings document if there are errors', () => {
    const { status, stdout } = place.run(['plan', 'broken.yaml', '--format', 'json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(place.run(['validate', 'broken.yaml', '--format', 'json']).stdout));
  });

  it('leaves nothing behind', () => {
    expect(readdirSync(place.folder).sort()).toEqual(['broken.yaml', 'project.yaml', 'warned.yaml']);
  });

  it('leaves out what a project does not have', () => {
    const spec = specWith((s) => {
      for (const key of ['training', 'dns', 'storage', 'budget']) delete s[key];
      s.regions = s.regions.slice(0, 1);
      s.pools = s.pools.slice(0, 1);
      s.inference = s.inference.slice(0, 1);
    });
    place.writeSpec(spec, 'small.yaml');
    const { status, stdout } = place.run(['plan', 'small.yaml']);
    expect(status).toBe(0);
    expect(stdout).not.toContain('Training');
    expect(stdout).not.toContain('DNS records');
    expect(stdout).toMatch(/ internal +us-east-1$/m);
  });
});
