import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  heartbeatScript,
  restoreScript,
  uploadScript,
} from '../../../../constructs/training/scripts/checkpoint-scripts';
import { datasetScript } from '../../../../constructs/training/scripts/dataset-script';
import { launchScript } from '../../../../constructs/training/scripts/launch-script';
import { type StubAws, stubAws } from '../../../support/stub-aws';

jest.setTimeout(30_000);

let aws: StubAws;
beforeEach(() => {
  aws = stubAws();
});
afterEach(() => aws.remove());

/** The folder of node `rank`, as its containers see it. */
const at = (rank: number, ...path: string[]) => join(aws.folder, `node-${rank}`, ...path);
const bucket = (...path: string[]) => join(aws.folder, 's3', ...path);
const write = (path: string, text: string) => {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
};
const environment = (rank: number, change: Readonly<Record<string, string>> = {}) => ({
  RUN_URI: 's3://checkpoints/runs/job/run',
  FINAL_URI: 's3://checkpoints/final/job/run',
  OUTPUT: at(rank, 'output'),
  STATE: at(rank, 'state'),
  STOP_FILE: at(rank, 'stop'),
  RESUME_ARGS: at(rank, 'resume-args'),
  NODE_RANK: String(rank),
  NNODES: '2',
  SHARED: '',
  IN_PARTS: '',
  KEEP: '2',
  PERIOD: '1',
  SETTLE: '0',
  WRITER: 'set-1',
  LEASE: '3',
  STOP_AT: '0',
  STOP_BY: 'file',
  ATTEMPT: '0',
  STALL_SECONDS: '600',
  START_SECONDS: '3600',
  ...change,
});
const checkpoint = (rank: number, step: number) => {
  write(at(rank, 'output', `checkpoint-${step}`, `rng_state_${rank}.pth`), `${rank}`);
  write(at(rank, 'output', `checkpoint-${step}`, 'model.safetensors'), `weights ${step}`);
  write(at(rank, 'output', `checkpoint-${step}`, 'trainer_state.json'), '{}');
};
/** Runs the uploader of a node as it runs when its trainer has ended, until it has nothing left to do. */
const upload = (rank: number, code: number, change: Readonly<Record<string, string>> = {}) => {
  write(at(rank, 'state', 'exit'), String(code));
  // The container would stay until the pod ends.
  return aws.run(uploadScript.replace('while [ -z "$ended" ]; do sleep 1; done\n', ''), environment(rank, change));
};
const restore = (rank: number, change?: Readonly<Record<string, string>>) =>
  aws.run(restoreScript, environment(rank, change));
const steps = () =>
  readdirSync(bucket('checkpoints/runs/job/run'))
    .filter((name) => name !== '.writer')
    .sort();

describe('checkpoints in a bucket', () => {
  it('are complete when every node has uploaded its part, and only then restored', async () => {
    checkpoint(0, 100);
    checkpoint(1, 100);
    checkpoint(0, 200);
    expect((await upload(0, 1)).code).toBe(0);
    expect((await restore(7)).output).toContain('no checkpoint');
    expect((await upload(1, 1)).code).toBe(0);
    expect((await restore(7)).output).toContain('restored checkpoint-100');
    expect(readdirSync(at(7, 'output', 'checkpoint-100')).sort()).toEqual([
      'model.safetensors',
      'rng_state_0.pth',
      'rng_state_1.pth',
      'trainer_state.json',
    ]);
  });

  it('are not uploaded before the trainer has written the last file', async () => {
    write(at(0, 'output/checkpoint-100/model.safetensors'), 'half');
    expect((await upload(0, 1)).code).toBe(0);
    expect(steps()).toEqual([]);
  });

  it('are not restored in a region where a part of them has not arrived: the one before is', async () => {
    for (const step of [100, 200]) {
      checkpoint(0, step);
      checkpoint(1, step);
    }
    await upload(0, 1);
    await upload(1, 1);
    rmSync(bucket('checkpoints/runs/job/run/checkpoint-200/rng_state_1.pth'));
    const { output } = await restore(7);
    expect(output).toContain('rng_state_1.pth of');
    expect(output).toContain('restored checkpoint-100');
    expect(readdirSync(at(7, 'output'))).toEqual(['checkpoint-100']);
    expect(readFileSync(at(7, 'state/from'), 'utf8')).toBe('100\n');
  });

  it('stay where they are on a shared file system, signed by the first node, and only whole ones are gone on from', async () => {
    const shared = { SHARED: 'yes', OUTPUT: at(0, 'output') };
    checkpoint(0, 100);
    await upload(1, 1, shared);
    expect((await restore(2, shared)).output).toContain('no checkpoint');
    await upload(0, 1, shared);
    checkpoint(0, 200);
    expect(steps()).toEqual([]);
    expect((await restore(2, shared)).output).toContain('restored checkpoint-100');
    expect(readFileSync(at(2, 'state/from'), 'utf8')).toBe('100\n');
    expect(readdirSync(at(0, 'output'))).toEqual(['checkpoint-100', 'checkpoint-200']);
    expect(readdirSync(at(0, 'output/checkpoint-100')).filter((name) => name.startsWith('.'))).toEqual([
      '.node-0',
      '.node-1',
    ]);
    await upload(0, 0, shared);
    expect(readdirSync(bucket('checkpoints/final/job/run')).sort()).toEqual([
      '.complete',
      'model.safetensors',
      'trainer_state.json',
    ]);
  });

  it('are not looked for when the run has its result', async () => {
    checkpoint(0, 100);
    await upload(0, 0, { NNODES: '1' });
    expect((await restore(7, { NNODES: '1' })).output).toContain('has its result');
    expect(existsSync(at(7, 'state/finished'))).toBe(true);
    expect(existsSync(at(7, 'state/from'))).toBe(false);
  });

  it('are not looked for while other pods work on the run, unless those are gone without a word', async () => {
    checkpoint(0, 100);
    await upload(0, 1, { NNODES: '1' });
    const held = `set-0 ${Math.floor(Date.now() / 1000)}\n`;
    write(bucket('checkpoints/runs/job/run/.writer'), held);
    const { output } = await restore(7, { NNODES: '1' });
    expect(output).toContain('set-0 still works on the run; waiting');
    expect(output).toContain('restored checkpoint-100');
    write(bucket('checkpoints/runs/job/run/.writer'), held.replace('set-0', 'set-1'));
    expect((await restore(8, { NNODES: '1' })).output).not.toContain('waiting');
    expect(existsSync(at(8, 'output/checkpoint-100'))).toBe(true);
  });

  it('stay as many as asked for, counted by the complete ones', async () => {
    for (const step of [100, 200, 300, 400]) {
      checkpoint(0, step);
      if (step < 400) checkpoint(1, step);
    }
    await upload(1, 1);
    await upload(0, 1);
    expect(steps()).toEqual(['checkpoint-200', 'checkpoint-300', 'checkpoint-400']);
  });

  it('do not hide a bucket that cannot be read: the job would start from the beginning', async () => {
    write(join(aws.folder, 'bin/aws'), '#!/bin/sh\necho "Access Denied" >&2\nexit 254\n');
    expect((await restore(0)).code).not.toBe(0);
  });

  it('end in a result of all parts where every node has one of the weights', async () => {
    for (const rank of [0, 1]) {
      checkpoint(rank, 100);
      write(at(rank, `output/checkpoint-100/iter_0000100/__${rank}_0.distcp`), `part ${rank}`);
    }
    await upload(1, 0, { IN_PARTS: 'yes' });
    expect(existsSync(bucket('checkpoints/final'))).toBe(false);
    await upload(0, 0, { IN_PARTS: 'yes' });
    expect(readdirSync(bucket('checkpoints/final/job/run/iter_0000100')).sort()).toEqual([
      '__0_0.distcp',
      '__1_0.distcp',
    ]);
    expect(readFileSync(bucket('checkpoints/final/job/run/.complete'), 'utf8')).toContain('iter_0000100/__1_0.distcp');
  });

  it('end in a result without optimizer states, if the trainer was successful', async () => {
    checkpoint(0, 100);
    write(at(0, 'output/checkpoint-100/optimizer.pt'), 'large');
    await upload(0, 1, { NNODES: '1' });
    expect(existsSync(bucket('checkpoints/final'))).toBe(false);
    await upload(0, 0, { NNODES: '1' });
    expect(readdirSync(bucket('checkpoints/final/job/run')).sort()).toEqual([
      '.complete',
      'model.safetensors',
      'trainer_state.json',
    ]);
    expect(existsSync(at(0, 'state/uploaded'))).toBe(true);
  });
});

/** Runs the main process with a trainer that is a shell script; the uploader has always finished at once. */
async function launch(trainer: string, change: Readonly<Record<string, string>> = {}) {
  write(at(0, 'launch.sh'), launchScript);
  write(at(0, 'trainer.sh'), trainer);
  if (!existsSync(at(0, 'resume-args'))) write(at(0, 'resume-args'), '--resume_from_checkpoint\n<<checkpoint>>\n');
  const uploader = `(until [ -f "$STATE/exit" ]; do sleep 0.1; done; touch "$STATE/uploaded") > /dev/null 2>&1 &`;
  const result = await aws.run(
    `mkdir -p "$STATE"; rm -f "$STATE/exit"; ${uploader}\nbash ${at(0, 'launch.sh')} bash ${at(0, 'trainer.sh')} --lr 1`,
    environment(0, change),
  );
  return { ...result, exit: readFileSync(at(0, 'state/exit'), 'utf8').trim() };
}

describe('the main process of a training container', () => {
  it('starts from the beginning, or goes on from the checkpoint that was restored', async () => {
    expect((await launch('echo "$@"')).output).toContain('--lr 1\n');
    write(at(0, 'state/from'), '100\n');
    checkpoint(0, 200);
    const { output, code } = await launch('echo "$@"');
    expect(output).toContain(`--lr 1 --resume_from_checkpoint ${at(0, 'output/checkpoint-100')}\n`);
    expect(code).toBe(0);
  });

  it('does not train again what has its result', async () => {
    write(at(0, 'state/finished'), '');
    const { output, code } = await launch('echo trained');
    expect(output).toContain('has its result already');
    expect(output).not.toContain('trained');
    expect(code).toBe(0);
  });

  it('makes the trainer save and stop on SIGTERM, and does not call that a success', async () => {
    const trainer =
      'kill -TERM "$PPID"; for i in 1 2 3 4 5 6 7 8 9; do if [ -f "$STOP_FILE" ]; then echo saved; exit 0; fi; sleep 0.2; done; exit 9';
    const { output, code, exit } = await launch(trainer);
    expect(output).toContain('saved');
    expect([code, exit]).toEqual([143, '143']);
  });

  it('ends a trainer at once that cannot save on request', async () => {
    const { code } = await launch('kill -TERM "$PPID"; exec sleep 30', { STOP_BY: 'signal' });
    expect(code).toBe(143);
  });

  it('stops in time before the capacity ends, and does not start again', async () => {
    const soon = String(Math.ceil(Date.now() / 1000) + 3);
    const waits = 'until [ -f "$STOP_FILE" ]; do sleep 0.2; done';
    expect((await launch(waits, { STOP_AT: soon })).code).toBe(143);
    const again = await launch('echo started', { STOP_AT: soon });
    expect(again.code).toBe(64);
    expect(again.output).not.toContain('started');
  });

  it('is hopeless after two failures without a step or a checkpoint, and only then', async () => {
    expect((await launch('exit 1')).code).toBe(1);
    expect((await launch('exit 1', { ATTEMPT: '1' })).code).toBe(64);
    expect((await launch('exit 1', { ATTEMPT: '1', NODE_RANK: '1' })).code).toBe(1);
    write(at(0, 'output/logging.jsonl'), '{}\n');
    expect((await launch('exit 1', { ATTEMPT: '1' })).code).toBe(1);
  });
});

describe('the step that brings data', () => {
  it('copies each file under its name, and one that is missing fails it', async () => {
    const bring = () => aws.run(datasetScript, { DATA: at(0, 'data'), LIST: at(0, 'datasets') });
    aws.put('data/a b/train.jsonl', 'rows');
    write(at(0, 'datasets'), '0-train.jsonl s3://data/a b/train.jsonl\n');
    expect((await bring()).code).toBe(0);
    expect(readFileSync(at(0, 'data/0-train.jsonl'), 'utf8')).toBe('rows');
    write(at(0, 'datasets'), '0-train.jsonl s3://data/a b/train.jsonl\n1-more.jsonl s3://data/more.jsonl\n');
    expect((await bring()).code).toBe(1);
    expect(readdirSync(at(0, 'data'))).toEqual(['0-train.jsonl']);
  });
});

describe('the heartbeat', () => {
  const beat = (rank = 0) => aws.run(heartbeatScript, environment(rank));
  const aged = (path: string, seconds: number) => {
    write(path, '');
    utimesSync(path, Date.now() / 1000 - seconds, Date.now() / 1000 - seconds);
  };

  it('fails when neither the log nor a checkpoint has changed for too long', async () => {
    aged(at(0, 'state/started'), 10_000);
    aged(at(0, 'output/logging.jsonl'), 700);
    expect(await beat()).toEqual({ code: 1, output: expect.stringMatching(/no sign of progress for 70\d s/) });
    aged(at(0, 'output/logging.jsonl'), 500);
    expect((await beat()).code).toBe(0);
  });

  it('gives the first step more time, and leaves other nodes and uploads alone', async () => {
    aged(at(0, 'state/started'), 3000);
    expect((await beat()).code).toBe(0);
    aged(at(0, 'state/started'), 4000);
    expect((await beat()).code).toBe(1);
    aged(at(1, 'state/started'), 4000);
    expect((await beat(1)).code).toBe(0);
    write(at(0, 'state/exit'), '0');
    expect((await beat()).code).toBe(0);
  });
});
