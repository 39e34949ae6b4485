import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { accessScript } from '../../../constructs/queues/access-script';
import { type LocalServer, startServer } from '../../support/local-server';

interface Call {
  readonly method: string;
  readonly url: string;
  readonly token: string;
  readonly type: string;
  readonly body: { readonly metadata: { readonly name: string }; readonly data: { readonly kubeconfig: string } };
}

let folder: string;
let server: LocalServer;
let calls: Call[];
let status: number;

beforeEach(async () => {
  calls = [];
  status = 200;
  folder = mkdtempSync(join(tmpdir(), 'ninefold-access-'));
  for (const name of ['access', 'tokens']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'access', 'token'), 'own\n');
  writeFileSync(join(folder, 'tokens', 'us-west-2'), 'k8s-aws-v1.west\n');
  writeFileSync(join(folder, 'tokens', 'eu-west-1'), 'k8s-aws-v1.ireland\n');
  writeFileSync(
    join(folder, 'clusters'),
    'us-west-2 https://west.example Y2E=\neu-west-1 https://ireland.example Y2I=\n',
  );
  server = await startServer(async (request, response) => {
    calls.push({
      method: request.method ?? '',
      url: request.url ?? '',
      token: request.headers.authorization ?? '',
      type: request.headers['content-type'] ?? '',
      body: (await json(request)) as Call['body'],
    });
    response.writeHead(status).end('{}');
  });
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function run(): Promise<{ readonly code: number; readonly output: string }> {
  const env = {
    ...process.env,
    API: server.url,
    ACCESS: join(folder, 'access'),
    NAMESPACE: 'kueue-system',
    CLUSTERS: join(folder, 'clusters'),
    TOKENS: join(folder, 'tokens'),
  };
  return new Promise((resolve) =>
    execFile('python3', ['-c', accessScript], { env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, output: stdout + stderr }),
    ),
  );
}

describe('the access to other clusters', () => {
  it('is written into a secret for each, which is made if it is not there', async () => {
    expect(await run()).toEqual({ code: 0, output: expect.stringContaining('renewed the access to eu-west-1') });
    expect(calls.map(({ method, url }) => [method, url.replace(/\?.*/, '')])).toEqual([
      ['PATCH', '/api/v1/namespaces/kueue-system/secrets/multikueue-us-west-2'],
      ['PATCH', '/api/v1/namespaces/kueue-system/secrets/multikueue-eu-west-1'],
    ]);
    expect(calls[0]).toMatchObject({ token: 'Bearer own', type: 'application/apply-patch+yaml' });
    expect(calls[0]?.url).toContain('fieldManager=');
  });

  it('is a kubeconfig with a token that is written out, which is all that Kueue accepts', async () => {
    await run();
    const config = JSON.parse(Buffer.from(calls[1]?.body.data.kubeconfig ?? '', 'base64').toString());
    expect(config).toMatchObject({
      kind: 'Config',
      'current-context': 'eu-west-1',
      clusters: [{ cluster: { server: 'https://ireland.example', 'certificate-authority-data': 'Y2I=' } }],
      users: [{ name: 'eu-west-1', user: { token: 'k8s-aws-v1.ireland' } }],
    });
    expect(Object.keys(config.users[0].user)).toEqual(['token']);
  });

  it('fails where the API server refuses, so that the next attempt comes', async () => {
    status = 403;
    expect(await run()).toEqual({ code: 1, output: expect.stringContaining('the API server refuses: 403') });
  });
});
