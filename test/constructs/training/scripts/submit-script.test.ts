import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { submitScript } from '../../../../constructs/training/scripts/submit-script';
import { type LocalServer, startServer } from '../../../support/local-server';

interface Call {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly body: string;
}

let folder: string;
let server: LocalServer;
let calls: Call[];
let runs: unknown[];
let refusal: number | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ninefold-submit-'));
  writeFileSync(join(folder, 'token'), 'secret\n');
  const items = [
    { apiVersion: 'jobset.x-k8s.io/v1alpha2', kind: 'JobSet', metadata: { name: '<<run>>' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: '<<run>>-after' } },
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: '<<run>>' } },
  ];
  writeFileSync(join(folder, 'run.json'), JSON.stringify({ items }));
  calls = [];
  runs = [];
  refusal = undefined;
  server = await startServer(async (request, response) => {
    const { method, url, headers } = request;
    calls.push({ method, url, token: headers.authorization, body: await text(request) });
    response.statusCode = method === 'POST' ? (refusal ?? 201) : 200;
    response.end(JSON.stringify({ items: runs }));
  });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function submit(port = server.port): Promise<{ code: number; output: string }> {
  const env = {
    PATH: process.env['PATH'],
    API: `http://127.0.0.1:${port}`,
    ACCESS: folder,
    NAMESPACE: 'training',
    JOB: 'dpo',
    START: 'dpo',
    TEMPLATE: join(folder, 'run.json'),
    PLACEHOLDER: '<<run>>',
  };
  return new Promise((done) =>
    execFile('python3', ['-c', submitScript], { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), output: stdout + stderr }),
    ),
  );
}
const posts = () => calls.filter(({ method }) => method === 'POST');

describe('a schedule', () => {
  it('creates the objects of a run, named by the time, as the account of its pod', async () => {
    const { code, output } = await submit();
    expect(output).toMatch(/^started dpo-\d{12}\n$/);
    expect(code).toBe(0);
    const name = output.trim().split(' ')[1] ?? '';
    expect(calls.every(({ token }) => token === 'Bearer secret')).toBe(true);
    expect(posts().map(({ url, body }) => [url, JSON.parse(body).metadata.name])).toEqual([
      ['/apis/jobset.x-k8s.io/v1alpha2/namespaces/training/jobsets', name],
      ['/api/v1/namespaces/training/configmaps', `${name}-after`],
      ['/apis/networking.k8s.io/v1/namespaces/training/networkpolicies', name],
    ]);
  });

  it('starts no second run while one of the job has not ended', async () => {
    runs = [{ metadata: { name: 'dpo-1' }, status: {} }];
    expect(await submit()).toEqual({ code: 0, output: 'dpo-1 has not ended: no other run is started\n' });
    expect(posts()).toEqual([]);
    expect(calls[0]?.url).toContain('jobsets?labelSelector=ninefold.dev%2Ftraining%3Ddpo'.replace('%2F', '/'));
    runs = [{ metadata: { name: 'dpo-1' }, status: { terminalState: 'Failed' } }];
    expect((await submit()).output).toContain('started dpo-');
  });

  it('looks at jobs where a run is a job, as that of an evaluation', async () => {
    const items = [{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: '<<run>>' } }];
    writeFileSync(join(folder, 'run.json'), JSON.stringify({ items }));
    runs = [{ metadata: { name: 'dpo-1' }, status: { active: 1 } }];
    expect((await submit()).output).toBe('dpo-1 has not ended: no other run is started\n');
    expect(calls[0]?.url).toContain('/apis/batch/v1/namespaces/training/jobs?labelSelector=');
    for (const type of ['Complete', 'Failed']) {
      runs = [{ metadata: { name: 'dpo-1' }, status: { conditions: [{ type, status: 'True' }] } }];
      expect((await submit()).output).toContain('started dpo-');
    }
  });

  it('takes what is there already for an attempt before, and fails when it is refused or nobody answers', async () => {
    refusal = 409;
    expect((await submit()).code).toBe(0);
    refusal = 403;
    expect(await submit()).toEqual({ code: 1, output: expect.stringContaining('the API server refuses: 403') });
    expect(await submit(1)).toEqual({ code: 1, output: expect.stringContaining('the API server does not answer') });
  });
});
