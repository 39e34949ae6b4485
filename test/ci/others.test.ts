import { spawn } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { parse } from 'yaml';
import { pairBase } from '../review/diff/corpus';
import { ninefoldProgram } from '../support/cli';
import { startServer } from '../support/local-server';
import { today } from '../support/spec';
import { complaints } from './complaints';
import { ignored, Repository } from './repository';

const folder = join(__dirname, '..', '..', 'examples', 'ci');
const read = (name: string) => parse(readFileSync(join(folder, name), 'utf8'));

const strings = { type: 'array', items: { type: 'string' } } as const;
const closed = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

/** Source: Atlantis, "Repo Level atlantis.yaml Config", "Server Side Repo Config", "Custom Workflows"; as of 2026-11. */
const steps = closed({ steps: { type: 'array', items: closed({ run: { type: 'string' } }, ['run']) } }, ['steps']);
const atlantis = closed(
  {
    version: { const: 3 },
    automerge: { type: 'boolean' },
    parallel_plan: { type: 'boolean' },
    projects: {
      type: 'array',
      items: closed(
        {
          name: { type: 'string' },
          dir: { type: 'string' },
          workflow: { type: 'string' },
          autoplan: closed({ when_modified: strings, enabled: { type: 'boolean' } }),
        },
        ['dir'],
      ),
    },
  },
  ['version', 'projects'],
);
const repos = closed({
  repos: {
    type: 'array',
    items: closed(
      { id: { type: 'string' }, allowed_overrides: strings, allowed_workflows: strings, apply_requirements: strings },
      ['id'],
    ),
  },
  workflows: { type: 'object', additionalProperties: closed({ plan: steps, apply: steps }) },
});

/** Source: GitLab Docs, "CI/CD YAML syntax reference"; as of 2026-11. */
const rules = { type: 'array', items: closed({ if: { type: 'string' }, when: { enum: ['manual', 'on_success'] } }) };
const job = closed(
  {
    stage: { enum: ['review', 'deploy'] },
    rules,
    script: strings,
    environment: { type: 'string' },
    artifacts: closed({ when: { const: 'always' }, paths: strings }),
  },
  ['stage', 'rules', 'script'],
);
const gitlab = closed({
  stages: strings,
  default: closed({ image: { type: 'string' }, before_script: strings }),
  variables: { type: 'object', additionalProperties: { type: 'string' } },
  review: job,
  deploy: job,
});

it('is written in the syntax of Atlantis and of GitLab', () => {
  expect(complaints(atlantis, read('atlantis/atlantis.yaml'))).toEqual([]);
  expect(complaints(repos, read('atlantis/repos.yaml'))).toEqual([]);
  expect(complaints(gitlab, read('gitlab/.gitlab-ci.yml'))).toEqual([]);
});

describe('the steps, as scripts', () => {
  const repository = new Repository();
  afterAll(() => repository.remove());

  beforeAll(() => {
    repository.commit({ '.gitignore': ignored, 'project.yaml': pairBase() });
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const spec = pairBase();
    spec.pools[0].nodes.max = 16;
    repository.commit({ 'project.yaml': spec });
    cpSync(join(folder, 'gitlab', 'comment.js'), repository.path('comment.js'));
    repository.command('npm', '#!/bin/sh\nexit 0\n');
    // Stands in for an installed package: `npx --no-install ninefold …`. What would deploy only says so.
    repository.command(
      'npx',
      `#!/bin/sh\nshift 2\ncase "$1" in deploy) echo "deploys $*"; exit 0;; esac\nexec "${process.execPath}" "${ninefoldProgram}" --today ${today} "$@"\n`,
    );
  });

  it('of Atlantis show the change, and deploy', () => {
    const { plan, apply } = read('atlantis/repos.yaml').workflows.ninefold as Record<
      'plan' | 'apply',
      { steps: { run: string }[] }
    >;
    const outputs = [...plan.steps, ...apply.steps].map(({ run }) => {
      const { status, stdout, stderr } = repository.script(run, { BASE_BRANCH_NAME: 'main' });
      expect([run, status, stderr]).toEqual([run, 0, '']);
      return stdout;
    });
    expect(outputs[2]).toContain('pools[serve].nodes.max: 12 → 16');
    expect(outputs[4]).toBe('deploys deploy project.yaml --auto-approve\n');
  }, 90_000);

  it('of GitLab leave one note on the merge request', async () => {
    const notes: { id: number; body: string }[] = [{ id: 1, body: 'a note of somebody' }];
    const bodyOf = async (request: IncomingMessage) => ((await json(request)) as { body: string }).body;
    const refused: string[] = [];
    const server = await startServer(async (request, response) => {
      const path = request.url?.split('?')[0] ?? '';
      const isMeant = path.startsWith('/projects/5/merge_requests/9/notes');
      if (!isMeant || request.headers['private-token'] !== 'secret') {
        refused.push(`${request.method} ${path}`);
        return void response.writeHead(404).end();
      }
      if (request.method === 'POST') notes.push({ id: 2, body: await bodyOf(request) });
      const note = notes.find(({ id }) => path.endsWith(`/${id}`));
      if (request.method === 'PUT' && note) note.body = await bodyOf(request);
      response.setHeader('x-next-page', '');
      response.end(JSON.stringify(notes));
    });
    const env = {
      SPEC: 'project.yaml',
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main',
      CI_API_V4_URL: server.url,
      CI_PROJECT_ID: '5',
      CI_MERGE_REQUEST_IID: '9',
      NINEFOLD_TOKEN: 'secret',
    };
    try {
      for (const script of read('gitlab/.gitlab-ci.yml').review.script as string[]) {
        expect([script, await run(script, env)]).toEqual([script, 0]);
      }
      expect(await run('node comment.js', env)).toBe(0);
    } finally {
      await server.stop();
    }
    expect(refused).toEqual([]);
    expect(notes).toHaveLength(2);
    expect(notes[1]?.body).toContain('everything changes in place');
  }, 90_000);

  /** Beside the server of this process, which a synchronous call would keep from answering. */
  function run(script: string, env: Record<string, string>): Promise<number | null> {
    const child = spawn('bash', ['-eo', 'pipefail', '-c', script], {
      cwd: repository.folder,
      env: { ...env, PATH: `${repository.path('.bin')}:${join(process.execPath, '..')}:${process.env['PATH']}` },
      stdio: 'ignore',
    });
    return new Promise((done) => child.on('close', done));
  }
});
