import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { ninefoldProgram } from '../support/cli';
import { DeployPlace, smallSpec } from '../support/deploy-place';
import { describeWithMounts, type Hindrance, onHinderedDisk } from '../support/hostile/disk';
import { isWhole, sampled } from '../support/hostile/whole';
import { today } from '../support/spec';

let place: DeployPlace;
beforeEach(() => {
  place = new DeployPlace();
  place.writeSpec(smallSpec());
});
afterEach(() => place.remove());

const withoutSandbox = (list: string) => list.replace(/^.*\.\/\.ninefold.*\n/gm, '');

const hindrances: readonly Hindrance[] = ['read-only', { freeKiB: 40 }, 'full'];
const blueprint = { extends: 'ha-chat@1.1.0', dns: { zone: 'example.com', host: 'chat.example.com' } };

/** Commands that write, what is there before, and what their message names. */
const writers: readonly (readonly [args: readonly string[], prepare: () => void, named: string])[] = [
  [['init', '--output', 'first.yaml', '--name', 'first'], () => {}, 'first.yaml'],
  [
    ['migrate', 'old.yaml'],
    () => place.writeSpec({ ...smallSpec(), apiVersion: 'ninefold/v1alpha0' }, 'old.yaml'),
    'old.yaml',
  ],
  [['report'], () => writeFileSync(place.path('report.html'), 'the old one'), 'report.html'],
  [['blueprint', 'lock'], () => place.writeSpec({ ...smallSpec(), ...blueprint }), 'ninefold.lock'],
  [
    ['sandbox', 'drill', 'zone', 'use1-az1', '--users', '5', '--plot', 'p.svg'],
    () => place.writeSpec({ ...smallSpec(), dns: blueprint.dns }),
    'p.svg',
  ],
  [['sandbox', 'up'], () => {}, '.ninefold'],
  [['deploy', '--auto-approve'], () => {}, 'cdktf.out'],
  [['synth'], () => place.ninefold(['synth']), 'cdktf.out'],
];

const cases = writers.flatMap(([args, prepare, named]) =>
  hindrances.map((hindrance) => [args.join(' '), hindrance, args, prepare, named] as const),
);

describeWithMounts('a disk that cannot be written to', () => {
  it.each(sampled(cases, 12))(
    'makes `ninefold %s` say so with %j, and leave everything as it was',
    (_title, hindrance, args, prepare, named) => {
      prepare();
      const run = onHinderedDisk(place, args, hindrance);
      // Little room is enough for small files.
      if (typeof hindrance === 'object' && run.status === 0) return;
      expect(run.stderr).toMatch(hindrance === 'read-only' ? /the file system is read-only/ : /the disk is full/);
      expect(run.stderr).toContain(named);
      expect(run.stderr).toMatch(/\n {2}fix {2}\S/);
      expect(run.stderr).not.toContain('internal error');
      expect(run.status).toBe(1);
      // A sandbox without anything in it is none, and the next `sandbox up` takes it.
      expect(withoutSandbox(run.after)).toBe(run.before);
      if (args[0] !== 'sandbox') expect(run.relieved).toBe(0);
    },
    300_000,
  );

  it.each(isWhole ? [1, 50, 200, 400, 700, 1500, 4000] : [400])(
    'that fills up with %i KiB left in the middle of a deployment loses nothing',
    (freeKiB) => {
      const { status, stdout, stderr, relieved, relievedOutput } = onHinderedDisk(place, ['deploy', '--auto-approve'], {
        freeKiB,
      });
      expect(`${stdout}${stderr}`).not.toContain('internal error');
      expect([0, 1, 2]).toContain(status);
      if (status === 2) expect(stdout).toMatch(/no space left on device|the disk is full/);
      expect({ relieved, relievedOutput: relieved === 0 ? '' : stdout + relievedOutput }).toEqual({
        relieved: 0,
        relievedOutput: '',
      });
    },
    300_000,
  );

  it.each(isWhole ? [['report'], ['diff', '--against', 'project.yaml']] : [['report']])(
    'is named by `ninefold %s` where it is the one for temporary files',
    (...args) => {
      const { status, stderr } = onHinderedDisk(place, args, 'full', { TMPDIR: '@' });
      expect(stderr).toMatch(/^error cannot .*the disk is full\n {2}fix {2}\S/);
      expect(status).toBe(1);
    },
  );
});

describe('output into a file on a full disk', () => {
  it('is an error', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [ninefoldProgram, '--today', today, 'validate'], {
      cwd: place.folder,
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({ status: 1, stderr: 'error cannot write the output: the disk is full\n' });
  });
});
