import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { ninefoldProgram } from '../support/cli';
import { describeWithTerraform } from '../support/deploy-folder';
import { smallSpec } from '../support/deploy-place';
import { KillingPlace } from '../support/hostile/killing';
import { isWhole } from '../support/hostile/whole';
import { schemaCache } from '../support/schema-cache';
import { today } from '../support/spec';

let place: KillingPlace;
beforeEach(() => {
  place = new KillingPlace();
  place.writeSpec({ ...smallSpec(), extends: 'ha-chat@1.1.0', dns: { zone: 'example.com', host: 'chat.example.com' } });
});
afterEach(() => place.remove());

interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs commands at the same time, each of them some milliseconds after the one before. */
function together(commands: readonly (readonly string[])[], stagger: number): Promise<Ended[]> {
  const run = async (args: readonly string[], index: number): Promise<Ended> => {
    await new Promise((resolve) => setTimeout(resolve, index * stagger));
    const child = spawn(process.execPath, [ninefoldProgram, '--today', today, ...args], {
      cwd: place.folder,
      env: {
        PATH: process.env['PATH'],
        HOME: place.folder,
        XDG_CACHE_HOME: schemaCache,
        NINEFOLD_TERRAFORM: place.terraformCommand,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    return new Promise((resolve) => child.on('close', (status) => resolve({ status, stderr })));
  };
  return Promise.all(commands.map(run));
}

const busy =
  /is in use: `(ninefold \w+|terraform \w+ in \S+)` is running there \(process \d+, since \d{4}-\S+Z\)\n {2}fix/;

/** What did not succeed was refused because another one is at work, and says so. */
function expectRefusals(runs: readonly Ended[]): void {
  expect(runs.some(({ status }) => status === 0)).toBe(true);
  for (const { status, stderr } of runs.filter((run) => run.status !== 0)) {
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(busy) });
  }
}

const rounds = isWhole ? [0, 5, 20, 50, 100, 200, 400, 800] : [0];

const eachInWhole = isWhole ? it.each(rounds) : it.skip.each(rounds);

describeWithTerraform('several runs at once in one folder', () => {
  it.each(rounds)(
    'of synth, %i ms apart, are all right and leave one whole output',
    async (stagger) => {
      const runs = await together(Array(4).fill(['synth']), stagger);
      expect(runs.filter(({ status }) => status !== 0)).toEqual([]);
      expect(place.names().filter((name) => name.startsWith('.cdktf'))).toEqual([]);
      const left = place.tree('cdktf.out');
      expect(place.ninefold(['synth']).status).toBe(0);
      expect(place.tree('cdktf.out')).toEqual(left);
    },
    120_000,
  );

  it.each(rounds)(
    'of deploy and synth, %i ms apart, are right or say who is at work',
    async (stagger) => {
      const deploy = ['deploy', '--auto-approve'];
      expectRefusals(await together([deploy, deploy, ['synth']], stagger));
      expect(place.ninefold(deploy).status).toBe(0);
      expect(place.names().filter((name) => name.startsWith('.cdktf'))).toEqual([]);
    },
    120_000,
  );

  eachInWhole(
    'of report and of blueprint lock, %i ms apart, are all right',
    async (stagger) => {
      const runs = await together([['report'], ['blueprint', 'lock'], ['report'], ['blueprint', 'lock']], stagger);
      expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 0]);
      const [page, lock] = ['report.html', 'ninefold.lock'].map((name) => readFileSync(place.path(name), 'utf8'));
      expect(page).toMatch(/<\/html>\s*$/);
      expect(lock).toMatch(/ha-chat@1\.1\.0/);
      expect(place.names().filter((name) => name.includes('.new-'))).toEqual([]);
    },
    120_000,
  );

  eachInWhole(
    'of sandbox up, %i ms apart, are right or say who is at work',
    async (stagger) => {
      place.writeSpec(smallSpec());
      expectRefusals(
        await together(
          [
            ['sandbox', 'up'],
            ['sandbox', 'up'],
          ],
          stagger,
        ),
      );
    },
    300_000,
  );
});
