import { type GatewayCanary, type GatewayService, gatewayConfig } from '../../../constructs/inference/gateway-config';
import { itWithTool } from '../../support/debian-tools';
import { type FakeDns, startDns } from '../../support/serving/fake-dns';
import { type FakeEngine, startEngine } from '../../support/serving/fake-engine';
import { send } from '../../support/serving/request';
import { configProblems, type RunningGateway, startGateway } from '../../support/serving/running-gateway';
import { until } from '../../support/until';

const it = itWithTool('haproxy');
jest.setTimeout(30_000);

const canaryEngines: GatewayCanary = { weight: 10, enginePort: 8000, engineHealthPath: '/health', maxReplicas: 1 };

const host = (name: string) => `${name}-engines.inference.svc.cluster.local`;

let dns: FakeDns;
let engines: [FakeEngine, FakeEngine];
let gateway: RunningGateway | undefined;

const service = (change: Partial<GatewayService> = {}): GatewayService => ({
  name: 'chat',
  port: 64_955,
  enginePort: engines[0].port,
  engineHealthPath: '/health',
  maxReplicas: 3,
  longestSeconds: 60,
  ...change,
});

/** Two engines at different addresses and the same port, as pods have them. */
beforeEach(async () => {
  dns = await startDns();
  const first = await startEngine('a', '127.0.0.2');
  engines = [first, await startEngine('b', '127.0.0.3', first.port)];
  dns.addresses.set(host('chat'), ['127.0.0.2', '127.0.0.3']);
});
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
  await Promise.all(engines.map((engine) => engine.kill().catch(() => undefined)));
  await dns.stop();
});

/** Waits until it sees both engines. */
async function start(services: readonly GatewayService[]): Promise<RunningGateway> {
  gateway = await startGateway({ services, healthPaths: ['/health'] }, dns.port);
  const { metricsUrl } = gateway;
  const isSeen = async () =>
    (await send(`${metricsUrl}/metrics`)).text.includes('haproxy_backend_active_servers{proxy="chat"} 2');
  await until(isSeen, 'it sees both engines');
  return gateway;
}

const ask = (url: string, headers: Record<string, string> = {}) => send(url, '{"prompt":"hi"}', headers);

describe('the gateway, run by HAProxy', () => {
  it('loses only the streams of an engine that dies: everything else is answered by the other one', async () => {
    const { url, log } = await start([service()]);
    for (const engine of engines) engine.behaviour = { do: 'stream', events: 20, everyMs: 50 };
    const streams = Array.from({ length: 8 }, () =>
      ask(`${url}/v1/completions`).then(
        ({ text }) => text.slice(text.lastIndexOf('done')),
        () => 'cut off',
      ),
    );
    await until(() => engines.every(({ requests }) => requests.length === 4), 'each engine has four requests');
    await new Promise((done) => setTimeout(done, 150));
    await engines[0].kill();
    const later = await Promise.all(Array.from({ length: 20 }, () => ask(`${url}/v1/completions`)));

    const ended = await Promise.all(streams);
    expect(ended.filter((end) => end.startsWith('done by b'))).toHaveLength(4);
    expect(ended.filter((end) => end === 'cut off')).toHaveLength(4);
    expect(later.map(({ status }) => status)).toEqual(Array(20).fill(200));
    // A stream that had begun was never sent to the other engine as well.
    expect(engines[1].requests).toHaveLength(4 + 20);
    expect(log()).toContain(String.raw`"path":"\/v1\/completions"`);
  });

  it('sends what got no byte to another engine: after 503, after a broken connection, with the same body', async () => {
    const { url } = await start([service()]);
    for (const behaviour of [{ do: 'answer', status: 503 }, { do: 'break' }] as const) {
      engines[0].behaviour = behaviour;
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(`${url}/v1/completions`)));
      expect(answers).toEqual(Array(6).fill({ status: 200, text: 'b' }));
    }
    expect(engines[0].requests.length).toBeGreaterThan(2);
    expect(new Set(engines[1].requests.map(({ body }) => body))).toEqual(new Set(['{"prompt":"hi"}']));
  });

  it('does not repeat what an engine has answered, be it an error', async () => {
    const { url } = await start([service()]);
    for (const engine of engines) engine.behaviour = { do: 'answer', status: 500 };
    expect((await ask(`${url}/v1/completions`)).status).toBe(500);
    expect(engines[0].requests.length + engines[1].requests.length).toBe(1);
  });

  it('answers 429 to a key that asks too often, and to no other', async () => {
    const { url } = await start([service({ requestsPerMinute: 5 })]);
    const key = (name: string) => ({ authorization: `Bearer ${name}` });
    const statuses = [];
    for (let request = 0; request < 8; request++) {
      statuses.push((await ask(`${url}/v1/completions`, key('one'))).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    const { status, text } = await ask(`${url}/v1/completions`, key('one'));
    expect([status, JSON.parse(text).error.type]).toEqual([429, 'rate_limit_exceeded']);
    expect((await ask(`${url}/v1/completions`, key('two'))).status).toBe(200);
  });

  it('says by the health path of a service whether one of its engines is ready, and lets nothing but the API through', async () => {
    const { url } = await start([service()]);
    const health = async () => (await send(`${url}/health`)).status;
    expect(await health()).toBe(200);
    expect((await send(`${url}/metrics`)).status).toBe(404);
    // As Kubernetes does it for pods that are not ready.
    dns.addresses.delete(host('chat'));
    await until(async () => (await health()) === 503, 'no engine is ready');
    dns.addresses.set(host('chat'), ['127.0.0.3']);
    await until(async () => (await health()) === 200, 'an engine is ready');
  });

  it('counts a service that sleeps as healthy, until it has not woken long after the first request', async () => {
    const asleep = service({ wakeSeconds: 1 });
    const { url, metricsUrl } = await start([asleep]);
    const health = async () => (await send(`${url}/health`)).status;
    const isEmpty = async () => (await ask(`${url}/v1/completions`)).status === 503;
    dns.addresses.delete(host('chat'));
    await until(isEmpty, 'the service sleeps');
    // The request that found nobody is what wakes the service.
    const requests = async () =>
      /haproxy_backend_http_requests_total\{proxy="chat"\} (\d+)/.exec((await send(`${metricsUrl}/metrics`)).text)?.[1];
    const before = Number(await requests());
    expect(await isEmpty()).toBe(true);
    expect(Number(await requests())).toBe(before + 1);
    await until(async () => (await health()) === 503, 'it has not woken for too long');
    // Awake again, it may sleep again.
    dns.addresses.set(host('chat'), ['127.0.0.3']);
    await until(async () => (await health()) === 200 && !(await isEmpty()), 'it is awake');
    await until(async () => (await health()) === 200, 'it is healthy');
    dns.addresses.delete(host('chat'));
    const isGone = async () =>
      (await send(`${metricsUrl}/metrics`)).text.includes('haproxy_backend_active_servers{proxy="chat"} 0');
    await until(isGone, 'it sleeps again');
    expect(await health()).toBe(200);
  });

  it('leads to a service by its path from any port, and a part of the requests to the canary', async () => {
    const other = await startEngine('other', '127.0.0.4', engines[0].port);
    // With an engine of another kind, at its port.
    const canary = await startEngine('canary', '127.0.0.5');
    dns.addresses.set(host('draft'), ['127.0.0.4']);
    dns.addresses.set(host('chat-canary'), ['127.0.0.5']);
    try {
      const { url } = await start([
        service({ canary: { ...canaryEngines, weight: 30, enginePort: canary.port } }),
        service({ name: 'draft', port: 8444 }),
      ]);
      await until(async () => (await ask(`${url}/draft/v1/models`)).text === 'other', 'the draft answers');
      expect(other.requests.at(-1)?.path).toBe('/v1/models');
      await until(async () => (await ask(`${url}/v1/models`)).text === 'canary', 'the canary answers');
      const answers = await Promise.all(Array.from({ length: 200 }, () => ask(`${url}/chat/v1/models`)));
      const share = answers.filter(({ text }) => text === 'canary').length;
      expect(share).toBeGreaterThan(30);
      expect(share).toBeLessThan(90);
    } finally {
      await Promise.all([other.kill(), canary.kill()]);
    }
  });

  it('is accepted without a warning, with everything that it can have', () => {
    const full = service({ requestsPerMinute: 60, canary: canaryEngines, wakeSeconds: 600 });
    expect(
      configProblems(
        gatewayConfig({ services: [full, service({ name: 'b', port: 8443 })], healthPaths: ['/health', '/ping'] }),
      ),
    ).toBe('');
    expect(configProblems('global\n  nonsense\n')).not.toBe('');
  });
});
