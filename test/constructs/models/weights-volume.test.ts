import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weightsScript } from '../../../constructs/models/weights-script';
import { weightsVolume } from '../../../constructs/models/weights-volume';
import { type StubAws, stubAws } from '../../support/stub-aws';

jest.setTimeout(30_000);

let aws: StubAws;
beforeEach(() => {
  aws = stubAws();
});
afterEach(() => aws.remove());

const source = 's3://models/models/qwen/v1';
const line = (size: number, key: string) => `2026-01-01 00:00:00 ${size} models/qwen/v1/${key}\n`;
const target = () => join(aws.folder, 'weights');
const run = (wait = '0', more: Readonly<Record<string, string>> = {}) =>
  aws.run(weightsScript.replaceAll('/tmp/complete', join(aws.folder, 'complete')), {
    SOURCE: source,
    TARGET: target(),
    WAIT_SECONDS: wait,
    PAUSE_SECONDS: '1',
    ...more,
  });

describe('the step that brings weights to a node', () => {
  it('copies a complete revision, files with spaces and folders included', async () => {
    aws.put('models/models/qwen/v1/model one.safetensors', '12345');
    aws.put('models/models/qwen/v1/sub/config.json', '{}');
    aws.put('models/models/qwen/v1/.complete', line(5, 'model one.safetensors') + line(2, 'sub/config.json'));
    expect((await run()).code).toBe(0);
    expect(readFileSync(join(target(), 'model one.safetensors'), 'utf8')).toBe('12345');
    expect(existsSync(join(target(), 'sub/config.json'))).toBe(true);
    expect(existsSync(join(target(), '.complete'))).toBe(false);
  });

  it('refuses a disk that is too small before it copies anything', async () => {
    aws.put('models/models/qwen/v1/a', 'x');
    aws.put('models/models/qwen/v1/.complete', line(1, 'a') + line(2 ** 55, 'b'));
    const { code, output } = await run('60');
    expect(code).toBe(64);
    expect(output).toMatch(/the disk has room for \d+ GiB, and the weights need 33554432 GiB/);
    expect(existsSync(join(target(), 'a'))).toBe(false);
  });

  it('gives up on a revision that never becomes complete, and says so', async () => {
    const { code, output } = await run();
    expect(code).toBe(1);
    expect(output).toContain(`${source} is not complete, and 0 s are over`);
  });

  it('waits for files that .complete lists and that have not been replicated yet', async () => {
    aws.put('models/models/qwen/v1/a', 'x');
    aws.put('models/models/qwen/v1/.complete', line(1, 'a') + line(3, 'b'));
    const early = await run();
    expect([early.code, early.output]).toEqual([1, expect.stringContaining('models/qwen/v1/b has not arrived')]);
    const running = run('10');
    setTimeout(() => aws.put('models/models/qwen/v1/b', 'abc'), 500);
    expect((await running).code).toBe(0);
  });

  describe('of a training job', () => {
    const trained = {
      SOURCE: 's3://models/trained/dpo/<<revision>>/weights',
      POINTER: 's3://models/trained/dpo/promoted',
    };

    it('copies the revision that was promoted last', async () => {
      for (const run of ['dpo-1', 'dpo-2']) {
        aws.put(`models/trained/dpo/${run}/weights/a`, run);
        aws.put(`models/trained/dpo/${run}/weights/.complete`, `2026-01-01 00:00:00 5 trained/dpo/${run}/weights/a\n`);
      }
      aws.put('models/trained/dpo/promoted', 'dpo-1\n');
      const { code, output } = await run('0', trained);
      expect([code, output]).toEqual([0, expect.stringContaining('the revision is dpo-1')]);
      expect(readFileSync(join(target(), 'a'), 'utf8')).toBe('dpo-1');
    });

    it('says that none was promoted while there is none', async () => {
      const { code, output } = await run('0', trained);
      expect(code).toBe(1);
      expect(output).toContain('names no revision yet: no run of the training has been promoted, and 0 s are over');
    });
  });

  it('mends a file that was cut off', async () => {
    aws.put('models/models/qwen/v1/a', 'whole');
    aws.put('models/models/qwen/v1/.complete', line(5, 'a'));
    mkdirSync(target());
    writeFileSync(join(target(), 'a'), 'who');
    expect((await run()).code).toBe(0);
    expect(readFileSync(join(target(), 'a'), 'utf8')).toBe('whole');
  });
});

describe('a volume of weights', () => {
  it('has room for them on the disk of the node, and readers cannot change it', () => {
    const { initContainer, volumes, mount } = weightsVolume({
      bucket: 'acme-models',
      prefix: 'models/qwen/v1',
      region: 'us-east-1',
      sizeGib: 100,
      path: '/scratch/model',
    });
    expect(volumes[0]).toEqual({ name: 'weights', emptyDir: { sizeLimit: '107Gi' } });
    expect(mount).toEqual({ name: 'weights', mountPath: '/scratch/model', readOnly: true });
    expect(initContainer.resources?.requests).toMatchObject({ 'ephemeral-storage': '107Gi' });
    expect(initContainer.env).toContainEqual({ name: 'SOURCE', value: 's3://acme-models/models/qwen/v1' });
  });
});
