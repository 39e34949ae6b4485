import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describeWithTerraform } from '../../support/deploy-folder';
import { DeployPlace, eventsIn, smallSpec } from '../../support/deploy-place';
import { describeOnTerminal, onTerminal } from '../../support/on-terminal';
import { until } from '../../support/until';

jest.setTimeout(300_000);

let place: DeployPlace;
beforeEach(() => {
  place = new DeployPlace();
  place.writeSpec(smallSpec());
});
afterEach(() => place.remove());

const stacks = [
  'dev-global',
  'dev-us-east-1-network',
  'dev-us-east-1-cluster',
  'dev-us-east-1-platform',
  'dev-us-east-1-workloads',
];
const [global, network, cluster] = stacks as [string, string, string];
const filled = () => stacks.filter((stack) => place.objects(stack) > 0);
const deploy = (...args: string[]) => {
  const { status, stderr } = place.ninefold(['deploy', '--auto-approve', ...args]);
  expect({ status, stderr }).toMatchObject({ status: 0 });
};
const destroy = (...args: string[]) => place.ninefold(['destroy', '--auto-approve', ...args]);

describeWithTerraform('ninefold destroy', () => {
  it('destroys dependents first, and finds nothing to do the second time', () => {
    deploy();
    const { status, stdout } = destroy('--format', 'json');
    expect(status).toBe(0);
    const events = eventsIn(stdout);
    const order = events.flatMap(({ type, stack, phase }) =>
      type === 'stack-finished' || (type === 'stack-started' && phase === 'apply') ? [`${type} ${stack}`] : [],
    );
    expect(order.indexOf(`stack-finished ${cluster}`)).toBeLessThan(order.indexOf(`stack-started ${network}`));
    expect(events.at(-1)).toMatchObject({ type: 'run-finished', interrupted: false });
    expect(filled()).toEqual([]);

    const second = destroy();
    expect(second).toMatchObject({ status: 0, stdout: 'nothing to do\n' });
    expect(eventsIn(destroy('--format', 'json').stdout).at(-1)).toMatchObject({ type: 'run-finished', results: [] });
  });

  it('destroys nothing without an approval', () => {
    deploy('--stack', global);
    for (const args of [[], ['--format', 'json']]) {
      const { status, stderr } = place.ninefold(['destroy', ...args]);
      expect(status).toBe(1);
      expect(stderr).toMatch(/somebody has to approve the changes.*\n {2}fix {2}pass --auto-approve/);
    }
    expect(filled()).toEqual([global]);
  });

  it('destroys selected stacks only when nothing that stays uses them', () => {
    deploy();
    const { status, stderr } = destroy('--stack', network);
    expect(status).toBe(1);
    expect(stderr).toMatch(/other stacks use what would be destroyed:\n {2}dev-us-east-1-cluster {2}\d+ objects\n/);
    expect(stderr).toContain('fix  destroy them first, or select them as well');
    expect(filled()).toEqual(stacks);
    expect(destroy('--stack', '*-cluster', '--stack', '*-platform', '--stack', '*-workloads').status).toBe(0);
    expect(filled()).toEqual([global, network]);
    // What used it is gone.
    expect(destroy('--stack', network).status).toBe(0);
    expect(filled()).toEqual([global]);
    expect(destroy('--stack', 'dev-eu-*').stderr).toContain('no stack is named dev-eu-*');
  });

  it('refuses production as a whole before anything is destroyed, until its protection is taken away', () => {
    const production = { ...smallSpec(), environment: 'prod' };
    place.writeSpec(production);
    deploy();
    const { status, stderr } = destroy('--delete-data');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /protected from destruction:\n( {2}prod-\S+ {2}terraform_data\.\S+: prevent_destroy is set\n)+/,
    );
    expect(stderr).toContain('fix  deploy once with `cluster.deletionProtection: false` in the spec');
    for (const stack of stacks) expect(place.objects(stack.replace('dev', 'prod'))).toBeGreaterThan(0);
    place.writeSpec({ ...production, cluster: { ...(production.cluster as object), deletionProtection: false } });
    deploy();
    expect(destroy('--delete-data').status).toBe(0);
    for (const stack of stacks) expect(place.objects(stack.replace('dev', 'prod'))).toBe(0);
  });

  it('destroys what the spec has no more, and forgets it', () => {
    place.writeSpec(smallSpec(['us-east-1', 'us-west-2']));
    deploy('--stack', '*-us-west-2-network');
    place.writeSpec(smallSpec());
    place.ninefold(['synth']);
    expect(destroy().status).toBe(0);
    expect(place.objects('dev-us-west-2-network')).toBe(0);
    expect(existsSync(place.path('cdktf.out', 'retired.json'))).toBe(false);
    expect(readdirSync(place.path('cdktf.out', 'stacks')).sort()).toEqual([...stacks].sort());
  });

  it('names every object that keeps data, and destroys nothing', () => {
    deploy('--stack', global);
    const file = place.path('state', `${global}.tfstate`);
    const state = JSON.parse(readFileSync(file, 'utf8'));
    const store = (type: string, attributes: object) => ({
      mode: 'managed',
      type,
      name: 'store',
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ schema_version: 0, attributes }],
    });
    state.resources.push(
      store('aws_ecr_repository', { name: 'engines', force_delete: true }),
      store('aws_fsx_lustre_file_system', { id: 'fs-1', skip_final_backup: false }),
    );
    writeFileSync(file, JSON.stringify(state));
    const before = place.objects(global);
    const { status, stderr } = destroy();
    expect(status).toBe(1);
    expect(stderr).toContain('aws_ecr_repository.store: engines is deleted with its content');
    expect(stderr).toContain('aws_fsx_lustre_file_system.store: fs-1 is deleted after a last backup');
    expect(stderr).toMatch(/fix {2}copy what is still needed, then pass --delete-data/);
    expect(place.objects(global)).toBe(before);
  });

  it('says why when a state cannot be read', () => {
    deploy('--stack', global);
    writeFileSync(place.path('state', `${global}.tfstate`), 'not a state');
    const { status, stderr } = destroy();
    expect(status).toBe(1);
    expect(stderr).toContain(`cannot read the state of ${global}: `);
    expect(stderr).toMatch(/fix {2}correct that and run again; see \S+dev-global\.init\.log/);
  });

  it('on Ctrl-C lets Terraform finish, starts nothing more, and goes on the next time', async () => {
    place.steer('cling', cluster);
    deploy();
    const { child, ended } = place.begin(['destroy', '--auto-approve']);
    await until(() => place.isHeld(cluster), 'the cluster is in the middle of its destruction');
    child.kill('SIGINT');
    const { code, signal, output } = await ended;
    expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
    expect(output).toMatch(/dev-us-east-1-network +not started: interrupted/);
    expect(place.objects(network)).toBeGreaterThan(0);
    expect(existsSync(place.path('state', `.${cluster}.tfstate.lock.info`))).toBe(false);
    place.release('cling', cluster);
    expect(destroy().status).toBe(0);
    expect(filled()).toEqual([]);
  });
});

describeOnTerminal('ninefold destroy on a terminal', () => {
  beforeEach(() => deploy('--stack', global));

  it('shows what is destroyed and asks for the name of the environment', async () => {
    const { code, shown, open } = await onTerminal(place, 'destroy', [
      ['Type dev to destroy them', 'yes\r'],
      ['type dev, or press Ctrl-C', '\u007f\u007f\u007fdev\r'],
    ]);
    expect({ code, open }).toEqual({ code: 0, open: 0 });
    expect(shown).toMatch(/These are destroyed:.*\r?\n {2}dev-global {2}\d+ objects/);
    expect(filled()).toEqual([]);
  });

  it('destroys nothing after Ctrl-C', async () => {
    const { code, shown } = await onTerminal(place, 'destroy', [['Type dev', '\u0003']]);
    expect(code).toBe(2);
    expect(shown).toContain('nothing was destroyed');
    expect(filled()).toEqual([global]);
  });

  it('does not wait for an answer any more when it is told to end', async () => {
    const terminate = () => {
      const [note = ''] = readdirSync(place.path('cdktf.out', 'running'));
      process.kill(Number.parseInt(note, 10), 'SIGTERM');
    };
    const { code, shown } = await onTerminal(place, 'destroy', [['Type dev', terminate]]);
    expect(code).toBe(143);
    expect(shown).toContain('nothing was destroyed');
    expect(filled()).toEqual([global]);
  });
});
