import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { pairBase } from '../review/diff/corpus';
import { ninefoldProgram } from '../support/cli';
import { today } from '../support/spec';
import { complaints } from './complaints';
import { ignored, Repository } from './repository';
import { actionSchema, workflowSchema } from './workflow-schema';

const folder = join(__dirname, '..', '..', 'examples', 'ci', 'github');
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'));

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, string>;
  readonly env?: Record<string, string>;
}

const action = read('action.yml') as { inputs: Record<string, { default: string }>; runs: { steps: Step[] } };
const workflow = read('workflow.yml') as {
  jobs: Record<string, { environment?: string; permissions: Record<string, string>; steps: Step[] }>;
};

it('is written in the syntax of GitHub', () => {
  expect(complaints(actionSchema, action)).toEqual([]);
  expect(complaints(workflowSchema, workflow)).toEqual([]);
});

it('uses only inputs of the action that there are, and reads no untrusted text in scripts', () => {
  const text = JSON.stringify(action.runs);
  const asked = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name = '']) => name);
  const given = Object.keys(workflow.jobs['review']?.steps.find(({ uses }) => uses?.startsWith('./'))?.with ?? {});
  expect(asked).not.toEqual([]);
  expect(given).not.toEqual([]);
  for (const name of [...asked, ...given]) expect(action.inputs).toHaveProperty(name);
  const scripts = [...action.runs.steps, ...Object.values(workflow.jobs).flatMap(({ steps }) => steps)];
  expect(scripts.filter(({ run }) => run !== undefined)).not.toEqual([]);
  // What stands in `${{ }}` becomes part of the script: a branch could be called `$(rm -rf ~)`.
  for (const { run = '' } of scripts) expect(run).not.toContain('${{');
});

it('gives an identity to plans and deployments only, and guards deployments by an environment', () => {
  const { review, plan, apply } = workflow.jobs;
  expect(review?.permissions).not.toHaveProperty('id-token');
  expect(plan?.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
  expect(apply?.environment).toBe('production');
});

describe('its steps, as scripts', () => {
  const repository = new Repository();
  afterAll(() => repository.remove());
  const runner = repository.path('runner');
  const comments = repository.path('runner', 'comments.json');

  beforeAll(() => {
    mkdirSync(runner, { recursive: true });
    writeFileSync(comments, '[{"id":7,"body":"a comment of somebody"}]');
    repository.commit({ '.gitignore': ignored, 'project.yaml': pairBase() });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.git('checkout', '--quiet', '-b', 'change');
    repository.command(
      'ninefold',
      `#!/bin/sh\nexec "${process.execPath}" "${ninefoldProgram}" --today ${today} "$@"\n`,
    );
    repository.command('gh', `#!${process.execPath}\n${fakeGh}`);
  });

  const run = (name: string, extra: Record<string, string> = {}) => {
    const step = action.runs.steps.find((each) => each.name === name);
    if (step?.run === undefined) throw new Error(`no step ${name}`);
    return repository.script(step.run, {
      NINEFOLD: 'ninefold',
      SPEC: 'project.yaml',
      BASE: 'main',
      PLANS: '',
      FAIL_ON: action.inputs['fail-on']?.default ?? '',
      RUNNER_TEMP: runner,
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      GITHUB_REPOSITORY: 'acme/environments',
      PULL_REQUEST: '12',
      GH_COMMENTS: comments,
      ...extra,
    });
  };

  const stored = () => JSON.parse(readFileSync(comments, 'utf8')) as { id: number; body: string }[];

  it('say what a change does, once, and let it pass', () => {
    const spec = pairBase();
    spec.pools[0].nodes.max = 16;
    repository.commit({ 'project.yaml': spec });
    for (const name of ['Validate', 'Compare', 'Comment', 'Decide']) {
      const { status, stderr } = run(name);
      expect([name, status, stderr]).toEqual([name, 0, '']);
    }
    expect(readFileSync(join(runner, 'output'), 'utf8')).toBe('changes=true\n');
    expect(JSON.parse(readFileSync(join(runner, 'ninefold', 'diff.json'), 'utf8'))).toMatchObject({
      verdict: 'in-place',
    });
    expect(JSON.parse(readFileSync(join(runner, 'ninefold', 'diff.sarif'), 'utf8'))).toMatchObject({
      version: '2.1.0',
    });
    expect(stored()).toMatchObject([{ id: 7 }, { body: expect.stringContaining('everything changes in place') }]);
  }, 60_000);

  it('update the comment, and refuse what is dangerous', () => {
    const spec = pairBase();
    spec.cluster.logRetention = '90d';
    repository.commit({ 'project.yaml': spec });
    expect(run('Compare').status).toBe(0);
    expect(run('Comment').status).toBe(0);
    expect(stored()).toHaveLength(2);
    expect(stored()[1]?.body).toContain('data is lost');
    const { status, stderr } = run('Decide');
    expect(status).toBe(1);
    expect(stderr).toMatch(/^refused data-loss: prod-us-east-1-cluster: aws_cloudwatch_log_group/);
  }, 60_000);

  it('stop at a spec with mistakes', () => {
    const spec = pairBase();
    spec.pools[0].instanceTypes = ['g5.12xlrge'];
    repository.commit({ 'project.yaml': spec });
    const { status, stdout } = run('Validate');
    expect(status).toBe(1);
    expect(stdout).toContain('compute/unknown-instance-type');
  }, 60_000);
});

/** As much of `gh api` as the action asks for; comments are kept in a file. */
const fakeGh = `
const fs = require('fs');
const file = process.env.GH_COMMENTS;
const comments = JSON.parse(fs.readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const option = (name) => { const at = args.indexOf(name); return at < 0 ? undefined : args[at + 1]; };
const method = option('--method') ?? 'GET';
const path = args.find((arg) => arg.startsWith('repos/'));
if (args[0] !== 'api' || !path.startsWith('repos/acme/environments/issues/')) process.exit(4);
const field = option('--field');
const body = field && fs.readFileSync(field.replace(/^body=@/, ''), 'utf8');
if (method === 'GET') {
  if (option('--jq') !== '.[] | select(.body | startswith(env.MARKER)) | .id') process.exit(5);
  for (const { id, body } of comments) if (body.startsWith(process.env.MARKER)) console.log(id);
} else if (method === 'POST') comments.push({ id: comments.length + 100, body });
else comments.find(({ id }) => id === Number(path.split('/').pop())).body = body;
fs.writeFileSync(file, JSON.stringify(comments));
`;
