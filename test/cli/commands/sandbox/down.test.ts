import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { describeWithTerraform } from '../../../support/deploy-folder';
import { smallSpec } from '../../../support/deploy-place';
import { SandboxPlace } from '../../../support/sandbox-place';

jest.setTimeout(600_000);

let place: SandboxPlace;
beforeEach(() => {
  place = new SandboxPlace();
  place.writeSpec(smallSpec());
});
afterEach(() => place.remove());

const production = (regions: readonly string[]) => ({
  ...smallSpec(regions),
  environment: 'prod',
  dns: { zone: 'example.com', host: 'chat.example.com' },
});

describeWithTerraform('ninefold sandbox down', () => {
  it('destroys one of two sandboxes that went up at the same time, and leaves nothing of it and all of the other', async () => {
    expect(await Promise.all(['a', 'b'].map((name) => place.begin('up', '--folder', name)))).toEqual([0, 0]);
    const other = place.objects('b');
    expect(other.length).toBe(place.objects('a').length);
    expect(other.length).toBeGreaterThan(100);
    const { status, stdout, stderr } = place.sandbox('down', '--folder', 'a');
    expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^5 of 5 stacks done/) });
    expect(stderr).toMatch(/^removed a \(simulated\)\n$/m);
    expect(stderr).not.toContain('left behind');
    expect(readdirSync(place.folder).sort()).toEqual(['b', 'project.yaml']);
    expect(place.objects('b')).toEqual(other);

    // With --force, nothing is destroyed one by one, so that a spec in the middle of a change does not matter.
    place.write('project.yaml', 'owner: {');
    expect(place.sandbox('down', '--folder', 'b').status).toBe(1);
    const forced = place.sandbox('down', '--folder', 'b', '--force');
    expect(forced).toMatchObject({ status: 0, stdout: '', stderr: 'removed b (simulated)\n' });
    expect(existsSync(place.path('b'))).toBe(false);
  });

  it('cleans up after an up that failed in the middle', () => {
    const rules = [
      '- { fault: half-way, type: aws_nat_gateway }',
      '- { fault: region-down, region: us-east-1, operation: delete }',
    ];
    place.write('faults.yaml', `${rules.join('\n')}\n`);
    const up = place.sandbox('up', '--faults', 'faults.yaml');
    expect(up.status).toBe(2);
    expect(up.stdout).toMatch(/dev-us-east-1-network +failed after/);
    expect(up.stdout).toMatch(/dev-us-east-1-cluster +not started: dev-us-east-1-network has to be done first/);
    expect(place.objects('.ninefold', 'small-dev').some(({ type }) => type === 'aws_nat_gateway')).toBe(true);
    const { status, stderr } = place.sandbox('down');
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('removed .ninefold/small-dev'),
    });
    expect(readdirSync(place.folder).sort()).toEqual(['faults.yaml', 'project.yaml']);
  });

  it('destroys production with all that protects it, also in a region that the spec has no more', () => {
    place.writeSpec(production(['us-east-1', 'us-west-2']));
    const deploy = place.shell("$NINEFOLD deploy --auto-approve --stack '*-global' --stack '*-us-west-2-*'");
    expect(deploy.status).toBe(0);
    place.writeSpec(production(['us-east-1']));
    const { status, stdout, stderr } = place.sandbox('down');
    expect({ status, stderr }).toMatchObject({
      status: 0,
      stderr: expect.stringContaining('removed .ninefold/small-prod'),
    });
    // The load balancer refuses to be deleted until an update has taken its protection away.
    expect(stdout).toMatch(/^ {2}prod-us-west-2-cluster +deployed, 1 change /m);
    expect(stdout).toMatch(/^ {2}prod-us-west-2-cluster +destroyed/m);
    expect(stderr).not.toContain('left behind');
  });

  it('keeps the sandbox when it cannot destroy everything, and says what removes it', () => {
    expect(place.sandbox('env').status).toBe(0);
    // What nobody has made cannot be destroyed by anybody.
    place.put('.ninefold/small-dev', { place: 'us-east-1', type: 'aws_vpc', id: 'vpc-1', values: {}, holds: [] });
    const { status, stderr } = place.sandbox('down');
    expect(status).toBe(2);
    expect(stderr).toContain('left behind: aws_vpc vpc-1 in us-east-1\n');
    expect(stderr).toContain('.ninefold/small-dev was kept; `--force` removes it as it is\n');
    expect(place.objects('.ninefold', 'small-dev')).toHaveLength(1);
  });

  it('removes no folder that is not a sandbox, not even with --force', () => {
    mkdirSync(place.path('work'));
    place.write('work/precious', '');
    for (const force of [[], ['--force']]) {
      const { status, stderr } = place.sandbox('down', '--folder', 'work', ...force);
      expect(status).toBe(1);
      expect(stderr).toContain('work is not a sandbox\n  fix  name the folder of one; nothing was removed');
    }
    expect(readdirSync(place.path('work'))).toEqual(['precious']);
  });

  it('has nothing to do where there is no sandbox', () => {
    expect(place.sandbox('down')).toMatchObject({ status: 0, stderr: 'there is no sandbox in .ninefold/small-dev\n' });
  });
});
