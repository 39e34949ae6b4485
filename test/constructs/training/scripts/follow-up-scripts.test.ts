import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { registerScript, resultScript, stepScript } from '../../../../constructs/training/scripts/follow-up-scripts';
import { gateScript } from '../../../../constructs/training/scripts/gate-script';
import { type StubAws, stubAws } from '../../../support/stub-aws';

jest.setTimeout(30_000);

let aws: StubAws;
beforeEach(() => {
  aws = stubAws();
  // Waiting is not what is tested.
  write(at('bin/sleep'), '#!/bin/sh\nexec /bin/sleep 0.02\n');
  chmodSync(at('bin/sleep'), 0o755);
});
afterEach(() => aws.remove());

const at = (...path: string[]) => join(aws.folder, ...path);
const write = (path: string, text: string) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const read = (...path: string[]) => readFileSync(at(...path), 'utf8');

/** Runs a step with its sidecar, each attempt on an empty disk. */
async function runStep(attempt: number, command: string, change: Readonly<Record<string, string>> = {}) {
  const place = (name: string) => at(`pod-${attempt}`, name);
  write(place('step.sh'), stepScript);
  write(place('result.sh'), resultScript);
  write(place('command.sh'), command);
  write(place('retry-args'), '--again\n--use_cache x y\n');
  return aws.run(
    `bash ${place('result.sh')} & sidecar=$!
     bash ${place('step.sh')} bash ${place('command.sh')} --model m; code=$?
     kill -TERM $sidecar; wait $sidecar; exit $code`,
    {
      OUTPUT: place('output'),
      STATE: place('state'),
      RETRY_ARGS: place('retry-args'),
      RESULT_URI: 's3://checkpoints/runs/j/r/after/evaluation',
      KEEP_PARTS: 'yes',
      PERIOD: '60',
      ...change,
    },
  );
}
const result = 's3/checkpoints/runs/j/r/after/evaluation';

describe('a step', () => {
  it('brings what its command makes into the bucket, with the list of it last', async () => {
    const { code } = await runStep(0, 'echo "$@" > "$OUTPUT/args"; mkdir "$OUTPUT/b"; echo two > "$OUTPUT/b/part"');
    expect(code).toBe(0);
    expect(read(result, 'args')).toBe('--model m\n');
    expect(read(result, '.complete')).toMatch(/ 10 .*args\n.* 4 .*b\/part\n$/);
  });

  it('does nothing when its result is complete', async () => {
    await runStep(0, 'echo first > "$OUTPUT/args"');
    const { code, output } = await runStep(1, 'echo second > "$OUTPUT/args"');
    expect(code).toBe(0);
    expect(output).toContain('the result is complete already');
    expect(read(result, 'args')).toBe('first\n');
  });

  it('fails as its command does, keeps the answers that it has, and goes on with them', async () => {
    const failed = await runStep(0, 'echo 1 > "$OUTPUT/answers"; exit 3');
    expect(failed.code).toBe(3);
    expect(existsSync(at(result, '.complete'))).toBe(false);
    const second = await runStep(1, 'echo "$@" >> "$OUTPUT/answers"');
    expect(second.code).toBe(0);
    expect(read(result, 'answers')).toBe('1\n--model m --again --use_cache x y\n');
    expect(existsSync(at(result, '.complete'))).toBe(true);
  });

  it('leaves nothing of a failed attempt where parts are of no use', async () => {
    const failed = await runStep(0, 'echo half > "$OUTPUT/model"; exit 1', { KEEP_PARTS: 'no' });
    expect(failed.code).toBe(1);
    expect(existsSync(at(result))).toBe(false);
  });

  it('fails if its command makes nothing', async () => {
    const { code, output } = await runStep(0, 'exit 0');
    expect(code).toBe(1);
    expect(output).toContain('the step has made nothing');
  });
});

/** A report as EvalScope writes it. */
const report = (score: unknown, num?: number) =>
  JSON.stringify({
    name: 'dpo@ceval',
    dataset_name: 'ceval',
    dataset_pretty_name: 'C-Eval',
    model_name: 'Qwen-7B-Chat',
    score,
    metrics: [
      {
        name: 'mean_acc',
        num: 4,
        score,
        macro_score: score,
        categories: [
          {
            name: ['STEM'],
            num: 4,
            score,
            macro_score: score,
            subsets: [{ name: 'physics', score, num: 4, is_aggregate: false }],
          },
        ],
      },
    ],
    analysis: 'N/A',
    ...(num !== undefined && { num }),
  });

async function judge(reports: Readonly<Record<string, string>>, least: Readonly<Record<string, number>>) {
  for (const [name, text] of Object.entries(reports)) write(at('reports', 'native', `${name}.json`), text);
  const paths = Object.fromEntries(['ceval', 'mmlu'].map((name) => [name, `native/${name}.json`]));
  write(at('gate.json'), JSON.stringify({ least, reports: paths }));
  write(at('gate.py'), gateScript);
  const env = {
    REPORTS: at('reports'),
    GATE: at('gate.json'),
    OUTPUT: at('verdict'),
    REVISION: 'dpo-1',
    MESSAGE: at('message'),
  };
  const { code, output } = await new Promise<{ code: number; output: string }>((done) => {
    execFile('python3', [at('gate.py')], { env: { ...process.env, ...env } }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    );
  });
  return { code, output, verdict: JSON.parse(read('verdict/verdict.json')), message: read('message') };
}

describe('the gate', () => {
  it('opens when every score is high enough', async () => {
    const { code, verdict, message } = await judge({ ceval: report(0.55, 4), mmlu: report(0.1, 4) }, { ceval: 0.55 });
    expect(code).toBe(0);
    expect(message).toBe('passed: every score is high enough');
    expect(verdict).toEqual({
      revision: 'dpo-1',
      passed: true,
      benchmarks: [
        { benchmark: 'ceval', score: 0.55, answers: 4, least: 0.55 },
        { benchmark: 'mmlu', score: 0.1, answers: 4, least: null },
      ],
    });
  });

  it('says which score keeps it shut, and by how much', async () => {
    const { code, verdict, message, output } = await judge(
      { ceval: report(0.5461, 4), mmlu: report(0.2) },
      { ceval: 0.55, mmlu: 0.3 },
    );
    expect(code).toBe(64);
    expect(message).toBe(
      'not passed: ceval scored 0.5461, and the gate asks for 0.55; mmlu scored 0.2, and the gate asks for 0.3',
    );
    expect(output).toContain('ceval: 0.5461 (at least 0.55)');
    expect(verdict.passed).toBe(false);
  });

  it.each([
    ['without a report', {}, 'ceval has no report'],
    [
      'without a scored answer',
      { ceval: report(1, 0).replaceAll('"num":4', '"num":0') },
      'ceval has no scored answers',
    ],
    ['whose score is no number', { ceval: report(0.5, 4).replace('"score":0.5', '"score":NaN') }, 'ceval has no score'],
    ['whose report is cut off', { ceval: report(0.5, 4).slice(0, 40) }, 'the report of ceval cannot be read'],
    ['whose report is of another kind', { ceval: '[]' }, 'the report of ceval cannot be read'],
  ])('stays shut for a benchmark %s', async (_what, reports, message) => {
    const judged = await judge(reports, { ceval: 0 });
    expect(judged.code).toBe(64);
    expect(judged.message).toContain(message);
  });
});

describe('the registration', () => {
  const register = () => {
    return aws.run(registerScript, {
      PARTS:
        's3://checkpoints/final/j/r s3://models/trained/j/r/adapters\ns3://checkpoints/runs/j/r/after/export s3://models/trained/j/r/weights',
      POINTER: 's3://models/trained/j/promoted',
      REVISION: 'r',
    });
  };
  const complete = (prefix: string, file: string) => {
    aws.put(`checkpoints/${prefix}/${file}`, 'weights');
    aws.put(`checkpoints/${prefix}/.complete`, `2026-01-01 00:00:00 7 ${prefix}/${file}\n`);
  };

  it('copies complete results beside their lists, and points at the revision last', async () => {
    complete('final/j/r', 'adapter.safetensors');
    complete('runs/j/r/after/export', 'model.safetensors');
    expect((await register()).code).toBe(0);
    expect(readdirSync(at('s3/models/trained/j/r/weights')).sort()).toEqual(['.complete', 'model.safetensors']);
    expect(read('s3/models/trained/j/r/weights/.complete')).toContain('trained/j/r/weights/model.safetensors');
    expect(read('s3/models/trained/j/promoted')).toBe('r\n');
    expect((await register()).output).toContain('is complete already');
  });

  it('leaves the pointer as it is while a result is not complete', async () => {
    aws.put('models/trained/j/promoted', 'older\n');
    complete('final/j/r', 'adapter.safetensors');
    aws.put('checkpoints/runs/j/r/after/export/model.safetensors', 'half');
    const { code, output } = await register();
    expect(code).toBe(1);
    expect(output).toContain('runs/j/r/after/export is not complete');
    expect(read('s3/models/trained/j/promoted')).toBe('older\n');
  });
});
