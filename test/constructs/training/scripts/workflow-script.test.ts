import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { workflowScript } from '../../../../constructs/training/scripts/workflow-script';
import { type LocalServer, startServer } from '../../../support/local-server';

jest.setTimeout(30_000);

interface Item {
  readonly kind?: string;
  readonly metadata: Record<string, unknown> & { readonly name: string };
  readonly spec?: Record<string, unknown>;
  status?: Record<string, unknown> | undefined;
}

const base = '/apis/batch/v1/namespaces/training/jobs';
const training = '/apis/jobset.x-k8s.io/v1alpha2/namespaces/training/jobsets/dpo-1';
const chat = '/apis/apps/v1/namespaces/inference/deployments/chat';
const ended = (type: string, message = '') => ({ conditions: [{ type, status: 'True', message }] });

let folder: string;
let server: LocalServer;
/** Objects by their path. */
let objects: Map<string, Item>;
/** What was changed, in its order. */
let log: string[];
/** What becomes of a new job. */
let outcome: (name: string) => Item['status'];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-workflow-'));
  objects = new Map([[`${base}/dpo-1-after`, { metadata: { name: 'dpo-1-after', uid: 'new' } }]]);
  log = [];
  outcome = () => ended('Complete');
  server = await startServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '', 'http://api');
    const sent = await text(request);
    const reply = (code: number, body: unknown) => response.writeHead(code).end(JSON.stringify(body));
    if (request.method !== 'GET') log.push(`${request.method} ${pathname.split('/').at(-1)}`);
    if (request.method === 'POST') {
      const item: Item = JSON.parse(sent);
      log[log.length - 1] = `POST ${item.metadata.name}`;
      item.status = outcome(item.metadata.name);
      objects.set(`${pathname}/${item.metadata.name}`, item);
      return reply(201, item);
    }
    if (pathname.endsWith('/pods')) return reply(200, objects.get(search) ?? { items: [] });
    const item = objects.get(pathname);
    if (item === undefined) return reply(404, {});
    if (request.method === 'DELETE') objects.delete(pathname);
    if (request.method === 'PATCH') {
      log[log.length - 1] += ` ${Object.keys(JSON.parse(sent).spec)}`;
      Object.assign(item.metadata, { generation: 8 });
      item.status = { observedGeneration: 8, updatedReplicas: 2, readyReplicas: 2, replicas: 2 };
    }
    return reply(200, item);
  });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Annotations = Readonly<Record<string, string>>;

/** Runs the workflow to its end. */
function run(steps: readonly string[], annotated: Readonly<Record<string, Annotations>> = {}, after = 'dpo-1') {
  mkdirSync(join(folder, 'steps'), { recursive: true });
  for (const [index, step] of steps.entries()) {
    const labels = { 'ninefold.dev/step': step, 'ninefold.dev/run': '<<run>>' };
    const job = { metadata: { name: `<<workflow>>-${step}`, labels, annotations: annotated[step] } };
    writeFileSync(join(folder, 'steps', `${index}-${step}.json`), JSON.stringify({ items: [job] }));
  }
  writeFileSync(join(folder, 'token'), 'secret\n');
  const child = spawn('python3', ['-c', workflowScript], {
    env: {
      ...process.env,
      STEPS: join(folder, 'steps'),
      ...(after !== '' && { TRAINING: after }),
      RUN: 'dpo-first',
      WORKFLOW: 'dpo-1',
      OWN: 'dpo-1-after',
      NAMESPACE: 'training',
      API: server.url,
      ACCESS: folder,
      MESSAGE: join(folder, 'message'),
      PAUSE: '0.02',
      RESTART_SECONDS: '5',
    },
  });
  return new Promise<{ code: number | null; message: string }>((done) => {
    child.on('close', (code) => done({ code, message: readFileSync(join(folder, 'message'), 'utf8') }));
  });
}

describe('a workflow', () => {
  it('creates each step when the one before it has succeeded, as its own', async () => {
    objects.set(training, { metadata: { name: 'dpo-1' }, status: {} });
    setTimeout(() => objects.set(training, { metadata: { name: 'dpo-1' }, status: ended('Completed') }), 200);
    const { code, message } = await run(['merge', 'evaluate', 'register']);
    expect({ code, message }).toEqual({ code: 0, message: 'promoted: the result is registered' });
    expect(log).toEqual(['POST dpo-1-merge', 'POST dpo-1-evaluate', 'POST dpo-1-register']);
    expect(objects.get(`${base}/dpo-1-merge`)?.metadata.labels).toMatchObject({ 'ninefold.dev/run': 'dpo-first' });
    expect(objects.get(`${base}/dpo-1-merge`)?.metadata.ownerReferences).toEqual([
      { apiVersion: 'batch/v1', kind: 'Job', name: 'dpo-1-after', uid: 'new', controller: false },
    ]);
  });

  it('waits for no training where none is before it, as in an evaluation', async () => {
    const { code, message } = await run(['evaluate', 'gate'], {}, '');
    expect({ code, message }).toEqual({ code: 0, message: 'every step is done' });
    expect(log).toEqual(['POST dpo-1-evaluate', 'POST dpo-1-gate']);
  });

  it('creates nothing after a failed training', async () => {
    objects.set(training, { metadata: { name: 'dpo-1' }, status: ended('Failed', 'too many restarts') });
    const { code, message } = await run(['merge']);
    expect({ code, message }).toEqual({ code: 64, message: 'the training dpo-1 has failed: too many restarts' });
    expect(log).toEqual([]);
  });

  it('ends with what a failed step has said, and does not go on', async () => {
    objects.set(training, { metadata: { name: 'dpo-1' }, status: ended('Completed') });
    outcome = (name) => ended(name === 'dpo-1-gate' ? 'Failed' : 'Complete', 'BackoffLimitExceeded');
    const pod = {
      metadata: { name: 'p' },
      status: {
        containerStatuses: [{ name: 'gate', state: { terminated: { exitCode: 64, message: 'not promoted' } } }],
      },
    };
    objects.set('?labelSelector=job-name%3Ddpo-1-gate', { metadata: { name: 'pods' }, items: [pod] } as Item);
    const { code, message } = await run(['evaluate', 'gate', 'register']);
    expect({ code, message }).toEqual({ code: 64, message: 'gate has failed: not promoted' });
    expect(log).toEqual(['POST dpo-1-evaluate', 'POST dpo-1-gate']);
  });

  it('goes on where it was, without the training', async () => {
    const ownerReferences = [{ uid: 'new' }];
    objects.set(`${base}/dpo-1-merge`, {
      metadata: { name: 'dpo-1-merge', ownerReferences },
      status: ended('Complete'),
    });
    const { code } = await run(['merge', 'register']);
    expect(code).toBe(0);
    expect(log).toEqual(['POST dpo-1-register']);
  });

  it('starts steps of a workflow before anew', async () => {
    const ownerReferences = [{ uid: 'old' }];
    objects.set(`${base}/dpo-1-merge`, { metadata: { name: 'dpo-1-merge', ownerReferences }, status: ended('Failed') });
    const { code } = await run(['merge']);
    expect(code).toBe(0);
    expect(log).toEqual(['DELETE dpo-1-merge', 'POST dpo-1-merge']);
  });

  it('starts a service anew between two steps, and not under one that works with it', async () => {
    objects.set(training, { metadata: { name: 'dpo-1' }, status: ended('Completed') });
    const service = (kind: string): Item => ({
      kind,
      metadata: { name: 'chat', generation: 7 },
      spec: { replicas: 2 },
      status: { observedGeneration: 7, updatedReplicas: 2, readyReplicas: 2, replicas: 2 },
    });
    objects.set(chat, service('Deployment'));
    expect((await run(['stage', 'evaluate'], { stage: { 'ninefold.dev/restarts': chat } })).code).toBe(0);
    expect(log).toEqual(['POST dpo-1-stage', 'PATCH chat template', 'POST dpo-1-evaluate']);
    log = [];
    expect((await run(['stage', 'evaluate'], { stage: { 'ninefold.dev/restarts': chat } })).code).toBe(0);
    expect(log).toEqual([]);
  });

  describe('that asks a service', () => {
    const asks = { evaluate: { 'ninefold.dev/awaits': chat, 'ninefold.dev/version': 'new' } };
    const deployed = (version: string, generation: number, status: Item['status']): Item => ({
      kind: 'Deployment',
      metadata: { name: 'chat', generation, annotations: { 'ninefold.dev/version': version } },
      status,
    });
    const seen = (observedGeneration: number, updatedReplicas: number, readyReplicas: number, replicas: number) => {
      return { observedGeneration, updatedReplicas, readyReplicas, replicas };
    };

    it('begins when no pod of another version is left', async () => {
      const states = [
        deployed('old', 2, seen(2, 2, 2, 2)),
        deployed('new', 3, seen(2, 2, 2, 2)),
        deployed('new', 3, seen(3, 1, 2, 3)),
        deployed('new', 3, seen(3, 1, 0, 1)),
        deployed('new', 3, seen(3, 2, 1, 2)),
      ];
      const last = states.at(-1);
      let answering: Item | undefined;
      outcome = () => {
        answering = objects.get(chat);
        return ended('Complete');
      };
      for (const [index, state] of states.entries()) setTimeout(() => objects.set(chat, state), 300 * index);
      expect(await run(['evaluate'], asks, '')).toEqual({ code: 0, message: 'every step is done' });
      expect(answering).toBe(last);
    });

    it('says so when the version does not come, and asks nobody', async () => {
      objects.set(chat, deployed('old', 2, seen(2, 2, 2, 2)));
      const { code, message } = await run(['evaluate'], asks, '');
      expect({ code, log }).toEqual({ code: 1, log: [] });
      expect(message).toBe(`after 5 s ${chat} does not answer by the version new alone`);
    });
  });
});
