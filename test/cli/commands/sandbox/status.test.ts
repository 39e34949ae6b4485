import { readFaults, writeFaults } from '../../../../sandbox/cloud/faults';
import type { SandboxStatus } from '../../../../sandbox/status';
import { describeWithTerraform } from '../../../support/deploy-folder';
import { smallSpec } from '../../../support/deploy-place';
import { SandboxPlace } from '../../../support/sandbox-place';

jest.setTimeout(600_000);

const host = 'chat.example.com';
const [east, west] = ['us-east-1', 'us-west-2'] as const;

describeWithTerraform('a sandbox with two regions behind one name', () => {
  let place: SandboxPlace;
  let up: ReturnType<SandboxPlace['sandbox']>;
  beforeAll(() => {
    place = new SandboxPlace();
    place.writeSpec({ ...smallSpec([east, west]), dns: { zone: 'example.com', host } }, 'my spec.yaml');
    up = place.sandbox('up', 'my spec.yaml');
    expect(up.status).toBe(0);
  });
  afterAll(() => place.remove());

  const status = (): SandboxStatus => JSON.parse(place.sandbox('status', 'my spec.yaml', '--format', 'json').stdout);
  const answers = () =>
    Object.fromEntries(status().names.flatMap(({ answers }) => answers.map((answer) => [answer.region, answer])));

  it('shows every region with its cluster, nodes and endpoint', () => {
    const { stdout } = place.sandbox('status', 'my spec.yaml');
    for (const [region, code] of [
      [east, 'use1'],
      [west, 'usw2'],
    ]) {
      expect(stdout).toMatch(
        new RegExp(
          [
            `^${region}  active, reachable, \\d+ objects`,
            `  cluster   small-dev-${code}, Kubernetes \\d\\.\\d+, ACTIVE`,
            `            https://\\w+\\.gr7\\.${region}\\.eks\\.amazonaws\\.com`,
            '  nodes     gpu-\\w+: 1, ACTIVE',
            '  nodes     system-\\w+: \\d, ACTIVE',
            `  endpoint  small-dev-${code}-\\w+\\.elb\\.${region}\\.amazonaws\\.com$`,
          ].join('\n'),
          'm',
        ),
      );
    }
    expect(up.stdout).toContain(stdout.trimEnd());
  });

  it('as JSON has the same, and nothing else on the output', () => {
    const { simulated, regions, operations, globalObjects } = status();
    expect(simulated).toBe(true);
    expect(regions.map(({ region, reachable }) => ({ region, reachable }))).toEqual([
      { region: east, reachable: true },
      { region: west, reachable: true },
    ]);
    for (const { region, clusters, loadBalancers } of regions) {
      expect(clusters).toMatchObject([{ status: 'ACTIVE', endpoint: expect.stringContaining(`.${region}.eks.`) }]);
      expect(clusters[0]?.nodeGroups).toHaveLength(2);
      expect(loadBalancers).toEqual([expect.stringContaining(`.elb.${region}.`)]);
    }
    expect(operations).toEqual({ total: expect.any(Number), refused: 0 });
    expect(globalObjects).toBeGreaterThan(0);
  });

  it('names the commands to go on with as a shell takes them', () => {
    expect(up.stdout).toContain("ninefold sandbox lose us-east-1 'my spec.yaml'");
    expect(up.stdout).toContain("ninefold sandbox status 'my spec.yaml'");
  });

  it('leads the public name away from a region that is lost, and back when it answers again', () => {
    expect(answers()).toMatchObject({ [east]: { healthy: true, share: 0.5 }, [west]: { healthy: true, share: 0.5 } });

    const lost = place.sandbox('lose', east, 'my spec.yaml');
    expect(lost.status).toBe(0);
    expect(lost.stdout).toMatch(/^us-east-1 is lost \(simulated\)\nchat\.example\.com leads to\n/);
    expect(lost.stdout).toMatch(/ {2}us-east-1\.chat\.example\.com {2}unhealthy, left out\n/);
    expect(lost.stdout).toMatch(/ {2}us-west-2\.chat\.example\.com {2}healthy, 100 % of answers\n/);
    expect(answers()).toMatchObject({ [east]: { healthy: false, share: 0 }, [west]: { healthy: true, share: 1 } });
    expect(status().regions.map(({ reachable }) => reachable)).toEqual([false, true]);
    expect(place.sandbox('status', 'my spec.yaml').stdout).toMatch(/^us-east-1 {2}active, lost, /m);

    // Twice is once.
    expect(place.sandbox('lose', east, 'my spec.yaml').status).toBe(0);
    expect(status().faults).toHaveLength(1);

    // Rules from a file may have taken it away as well.
    const { cloud } = place.parts('.ninefold', 'small-dev');
    writeFaults(cloud, [...readFaults(cloud), { id: 'fault-1', fault: 'region-down', region: east }]);
    const restored = place.sandbox('restore', east, 'my spec.yaml');
    expect(restored.stdout).toMatch(/^us-east-1 answers again \(simulated\)\n/);
    expect(answers()).toMatchObject({ [east]: { healthy: true, share: 0.5 }, [west]: { healthy: true, share: 0.5 } });
    expect(status().faults).toEqual([]);
  });

  it('knows no other regions', () => {
    const { status, stderr } = place.sandbox('lose', 'eu-west-1', 'my spec.yaml');
    expect(status).toBe(1);
    expect(stderr).toContain('small has no region eu-west-1\n  fix  name one of us-east-1, us-west-2');
  });

  it('refuses to work on a region that is lost, and only there', () => {
    place.sandbox('lose', west, 'my spec.yaml');
    const { status, stdout } = place.sandbox('up', 'my spec.yaml');
    expect(status).toBe(2);
    expect(stdout).toMatch(/dev-us-east-1-cluster +no changes/);
    expect(stdout).toMatch(/dev-us-west-2-network +failed/);
    expect(stdout).toContain('us-west-2 does not answer (simulated loss of the region)');
    place.sandbox('restore', west, 'my spec.yaml');
  });
});

describeWithTerraform('without a sandbox', () => {
  it.each([
    ['status', ['status']],
    ['lose', ['lose', 'us-east-1']],
    ['restore', ['restore', 'us-east-1']],
  ])('ninefold sandbox %s says how to make one', (_command, args) => {
    const place = new SandboxPlace();
    try {
      place.writeSpec(smallSpec());
      const { status, stdout, stderr } = place.sandbox(...args);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain('there is no sandbox in .ninefold/small-dev\n  fix  make one: ninefold sandbox up');
    } finally {
      place.remove();
    }
  });
});
