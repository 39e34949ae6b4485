import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { Workplace } from '../../support/cli';
import { baseSpec, specWith } from '../../support/spec';

let place: Workplace;
beforeEach(() => {
  place = new Workplace();
  place.writeSpec(baseSpec());
});
afterEach(() => place.remove());

/** Every file below a folder, with its content. */
function tree(...names: string[]): Record<string, string> {
  const folder = place.path(...names);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const plain = files.filter((name) => statSync(`${folder}/${name}`).isFile());
  return Object.fromEntries(plain.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

function put(name: string, content: string): void {
  const path = place.path(...name.split('/'));
  mkdirSync(path.slice(0, path.lastIndexOf('/')), { recursive: true });
  writeFileSync(path, content);
}

const network = 'cdktf.out/stacks/prod-us-east-1-network';
/** Process id that no process has. */
const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

describe('ninefold synth', () => {
  it('speaks of itself as npx users have to call it', () => {
    expect(place.run(['synth'], { npm_command: 'exec' }).stdout).toContain('\n  npx ninefold deploy\n');
  });

  it('writes what cdktf reads and says what to do next', () => {
    const { status, stdout, stderr } = place.run(['synth']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^cdktf\.out: \d+ stacks, \d+ resources, in the order of deployment\n {2}prod-global/);
    expect(stdout).toContain('\n  ninefold deploy\n');
    const manifest = JSON.parse(readFileSync(place.path('cdktf.out', 'manifest.json'), 'utf8'));
    for (const { synthesizedStackPath } of Object.values<{ synthesizedStackPath: string }>(manifest.stacks)) {
      expect(existsSync(place.path('cdktf.out', synthesizedStackPath))).toBe(true);
    }
  });

  it('writes the same bytes wherever it writes them', () => {
    place.run(['synth']);
    place.run(['synth', '--output', 'deep/other']);
    expect(tree('deep', 'other')).toEqual(tree('cdktf.out'));
  });

  it('leaves nothing beside the output', () => {
    place.run(['synth']);
    place.run(['synth']);
    expect(readdirSync(place.folder).sort()).toEqual(['cdktf.out', 'project.yaml']);
  });

  it('shows warnings on stderr and goes on', () => {
    place.writeSpec(specWith((s) => delete s.models[0].revision));
    const { status, stdout, stderr } = place.run(['synth']);
    expect(status).toBe(0);
    expect(stderr).toContain('warning security/unpinned-revision');
    expect(stdout).not.toContain('warning');
  });

  it('writes nothing if there are errors', () => {
    place.writeSpec(specWith((s) => delete s.owner));
    const { status, stdout, stderr } = place.run(['synth']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('error schema/missing-key');
    expect(stderr).toContain('nothing was written');
    expect(readdirSync(place.folder)).toEqual(['project.yaml']);
  });

  it('leaves an existing output as it is if there are errors', () => {
    place.run(['synth']);
    const before = tree('cdktf.out');
    place.writeSpec(specWith((s) => delete s.owner));
    place.run(['synth']);
    expect(tree('cdktf.out')).toEqual(before);
  });

  describe('over an existing output', () => {
    beforeEach(() => place.run(['synth']));

    it('replaces what it wrote, and removes stacks that are gone', () => {
      const spec = specWith((s) => {
        s.regions = s.regions.slice(0, 2);
      });
      place.writeSpec(spec);
      expect(place.run(['synth']).status).toBe(0);
      const updated = tree('cdktf.out');
      expect(Object.keys(updated).filter((name) => name.includes('eu-west-1'))).toEqual([]);
      rmSync(place.path('cdktf.out'), { recursive: true });
      place.run(['synth']);
      expect(updated).toEqual(tree('cdktf.out'));
    });

    it('keeps what Terraform keeps in the folders of stacks', () => {
      put(`${network}/.terraform/providers/aws/provider`, 'binary');
      put(`${network}/.terraform.lock.hcl`, 'lock');
      put(`${network}/errored.tfstate`, 'the only copy');
      put('cdktf.out/notes.txt', 'mine');
      const provider = statSync(place.path(network, '.terraform/providers/aws/provider')).ino;
      expect(place.run(['synth'])).toMatchObject({ status: 0, stderr: '' });
      expect(tree('cdktf.out')).toMatchObject({ 'notes.txt': 'mine' });
      expect(tree(network)).toMatchObject({
        '.terraform.lock.hcl': 'lock',
        'errored.tfstate': 'the only copy',
        'cdk.tf.json': expect.stringContaining('aws_vpc'),
      });
      // Moved, not copied: providers have hundreds of megabytes.
      expect(statSync(place.path(network, '.terraform/providers/aws/provider')).ino).toBe(provider);
    });

    it('keeps what cannot be made again of a stack that is gone, and says so', () => {
      put('cdktf.out/stacks/prod-old/cdk.tf.json', '{}');
      put('cdktf.out/stacks/prod-old/.terraform.lock.hcl', 'lock');
      put('cdktf.out/stacks/prod-old/errored.tfstate', 'the only copy');
      const { stderr } = place.run(['synth']);
      expect(tree('cdktf.out/stacks/prod-old')).toEqual({ 'errored.tfstate': 'the only copy' });
      expect(stderr).toContain('kept stacks/prod-old/errored.tfstate of a stack that is gone');
    });

    it('keeps what is needed to destroy a stack that is gone but may be deployed', () => {
      const gone = 'cdktf.out/stacks/prod-eu-west-1-network';
      put(`${gone}/.terraform/terraform.tfstate`, 'backend');
      const configuration = readFileSync(place.path(gone, 'cdk.tf.json'), 'utf8');
      place.writeSpec(
        specWith((s) => {
          s.regions = s.regions.slice(0, 2);
        }),
      );
      for (const run of ['first', 'second']) {
        const { stderr } = place.run(['synth']);
        expect([run, stderr]).toEqual([run, expect.stringContaining('still be deployed: prod-eu-west-1-network')]);
        expect(tree(gone)).toEqual({ '.terraform/terraform.tfstate': 'backend', 'cdk.tf.json': configuration });
        expect(JSON.parse(readFileSync(place.path('cdktf.out', 'retired.json'), 'utf8'))).toMatchObject({
          stacks: { 'prod-eu-west-1-network': { name: 'prod-eu-west-1-network', dependencies: [] } },
        });
      }
      place.writeSpec(baseSpec());
      expect(place.run(['synth']).stderr).toBe('');
      expect(existsSync(place.path('cdktf.out', 'retired.json'))).toBe(false);
      expect(tree(gone)).toEqual({ '.terraform/terraform.tfstate': 'backend', 'cdk.tf.json': configuration });
    });

    it('loses nothing of a stack that is gone when it is killed while it keeps it', () => {
      const gone = 'stacks/prod-eu-west-1-network';
      const old = `.cdktf.out.old-${deadPid()}`;
      put(`cdktf.out/${gone}/.terraform/terraform.tfstate`, 'backend');
      renameSync(place.path('cdktf.out'), place.path(old));
      const spec = specWith((s) => {
        s.regions = s.regions.slice(0, 2);
      });
      place.writeSpec(spec);
      // A draft of the new stacks is in place, and a part has been moved.
      place.run(['synth', '--output', 'fresh']);
      renameSync(place.path('fresh'), place.path('cdktf.out'));
      mkdirSync(place.path('cdktf.out', gone));
      renameSync(place.path(old, gone, '.terraform'), place.path('cdktf.out', gone, '.terraform'));
      const { stacks } = JSON.parse(readFileSync(place.path(old, 'manifest.json'), 'utf8'));
      const entry = { 'prod-eu-west-1-network': stacks['prod-eu-west-1-network'] };
      put('cdktf.out/retired.json', JSON.stringify({ stacks: entry }));
      place.run(['synth']);
      expect(Object.keys(tree('cdktf.out', gone)).sort()).toEqual(['.terraform/terraform.tfstate', 'cdk.tf.json']);
    });

    it('leaves a folder alone in which a process works', () => {
      const before = tree('cdktf.out');
      const start = readFileSync(`/proc/${process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19];
      const running = { pid: process.pid, work: 'ninefold deploy', started: start };
      put(`cdktf.out/running/${process.pid}.json`, JSON.stringify(running));
      const { status, stderr } = place.run(['synth']);
      expect(status).toBe(1);
      expect(stderr).toContain(`is in use: \`ninefold deploy\` is running there (process ${process.pid}, since `);
      expect(tree('cdktf.out')).toMatchObject(before);
      // A later process with the same id is another one.
      put(`cdktf.out/running/${process.pid}.json`, JSON.stringify({ ...running, started: '1' }));
      expect(place.run(['synth']).status).toBe(0);
      expect(tree('cdktf.out')).toEqual(before);
    });

    it('follows a link to the output', () => {
      renameSync(place.path('cdktf.out'), place.path('real'));
      symlinkSync('real', place.path('cdktf.out'));
      put('real/stacks/prod-global/.terraform.lock.hcl', 'lock');
      expect(place.run(['synth']).status).toBe(0);
      expect(tree('real')).toMatchObject({ 'stacks/prod-global/.terraform.lock.hcl': 'lock' });
      expect(readdirSync(place.folder).sort()).toEqual(['cdktf.out', 'project.yaml', 'real']);
    });
  });

  describe('when it is killed', () => {
    it('leaves no output and nothing half-written', async () => {
      for (const delay of [150, 300, 450, 600, 750]) {
        const child = place.start(['synth']);
        const ended = new Promise((resolve) => child.on('exit', resolve));
        await new Promise((resolve) => setTimeout(resolve, delay));
        child.kill('SIGTERM');
        await ended;
        const left = readdirSync(place.folder).filter((name) => name !== 'project.yaml');
        // It may have been done already; then the output is complete.
        if (left.length > 0) expect(place.run(['synth', '--output', 'whole']).status).toBe(0);
        expect(left.length === 0 || JSON.stringify(tree('cdktf.out')) === JSON.stringify(tree('whole'))).toBe(true);
        expect(left.filter((name) => name !== 'cdktf.out')).toEqual([]);
        for (const name of ['cdktf.out', 'whole']) rmSync(place.path(name), { recursive: true, force: true });
      }
    }, 60_000);

    it('without warning, leaves an existing output whole, and the next run removes what is left beside it', async () => {
      place.run(['synth']);
      const before = tree('cdktf.out');
      for (const delay of [300, 500, 700]) {
        const child = place.start(['synth']);
        const ended = new Promise((resolve) => child.on('exit', resolve));
        await new Promise((resolve) => setTimeout(resolve, delay));
        child.kill('SIGKILL');
        await ended;
        if (existsSync(place.path('cdktf.out'))) expect(tree('cdktf.out')).toEqual(before);
        expect(place.run(['synth']).status).toBe(0);
        expect(tree('cdktf.out')).toEqual(before);
        expect(readdirSync(place.folder).sort()).toEqual(['cdktf.out', 'project.yaml']);
      }
    }, 60_000);

    it('between taking the old output away and putting the new one in place, loses nothing', () => {
      place.run(['synth']);
      put(`${network}/errored.tfstate`, 'the only copy');
      const pid = deadPid();
      renameSync(place.path('cdktf.out'), place.path(`.cdktf.out.old-${pid}`));
      put(`.cdktf.out.new-${pid}/manifest.json`, '{');
      expect(place.run(['synth']).status).toBe(0);
      expect(tree(network)).toMatchObject({ 'errored.tfstate': 'the only copy' });
      expect(readdirSync(place.folder).sort()).toEqual(['cdktf.out', 'project.yaml']);
    });

    it('before it carried over what Terraform keeps, makes up for that the next time', () => {
      place.run(['synth']);
      put(`.cdktf.out.old-${deadPid()}/stacks/prod-us-east-1-network/errored.tfstate`, 'the only copy');
      expect(place.run(['synth']).status).toBe(0);
      expect(tree(network)).toMatchObject({ 'errored.tfstate': 'the only copy' });
      expect(readdirSync(place.folder).sort()).toEqual(['cdktf.out', 'project.yaml']);
    });

    it('leaves the draft of a run alone that is still going on', () => {
      put(`.cdktf.out.new-${process.pid}/manifest.json`, '{');
      expect(place.run(['synth']).status).toBe(0);
      expect(readdirSync(place.folder)).toContain(`.cdktf.out.new-${process.pid}`);
    });
  });

  describe('into a folder that is not its own', () => {
    it.each([
      ['a folder with something else in it', 'mine', 'was not written by `ninefold synth`'],
      ['the current folder', '.', 'must not hold the current folder'],
      ['a folder above the current one', '..', 'must not hold the current folder'],
      ['a file', 'project.yaml', 'was not written by `ninefold synth`'],
      ['a path through a file', 'project.yaml/out', 'cannot write project.yaml/out: a part of the path is a file'],
    ])('refuses %s', (_what, output, message) => {
      put('mine/thesis.txt', 'ten years of work');
      const { status, stdout, stderr } = place.run(['synth', '--output', output]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toContain(message);
      expect(tree('mine')).toEqual({ 'thesis.txt': 'ten years of work' });
      expect(readdirSync(place.folder).sort()).toEqual(['mine', 'project.yaml']);
    });

    it('takes an empty folder', () => {
      mkdirSync(place.path('empty'));
      expect(place.run(['synth', '--output', 'empty']).status).toBe(0);
      expect(Object.keys(tree('empty'))).toContain('manifest.json');
    });
  });

  it('quotes a file name for the shell', () => {
    place.writeSpec(baseSpec(), "it's mine.yaml");
    expect(place.run(['synth', "it's mine.yaml"]).stdout).toContain("ninefold deploy 'it'\\''s mine.yaml'");
  });
});
