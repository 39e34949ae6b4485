import { Client, credentials, Server, status } from '@grpc/grpc-js';
import { decodeValue, encodeValue } from '../../../sandbox/protocol/encoded-value';
import { makeIdentity } from '../../../sandbox/protocol/identity';
import type { Provider } from '../../../sandbox/protocol/messages';
import { type CallName, decode, encode, type Protocol, rpc } from '../../../sandbox/protocol/messages';
import { type Identity, serve } from '../../../sandbox/protocol/server';
import { makeProvider } from '../../../sandbox/provider/provider';
import { block, computed, required, schemaOf } from '../hand-made-schema';
import { idleSimulation } from '../idle-simulation';

const schema = schemaOf({
  resources: { example_thing: block({ id: computed('string'), text: required('string') }) },
});

const clients: Client[] = [];
const servers: Server[] = [];
const { bindAsync } = Server.prototype;
beforeAll(() => {
  // A provider ends with its process; the tests have to end their servers themselves.
  jest.spyOn(Server.prototype, 'bindAsync').mockImplementation(function (this: Server, ...args) {
    servers.push(this);
    bindAsync.apply(this, args);
  });
});
afterAll(() => {
  for (const client of clients) client.close();
  for (const server of servers) server.forceShutdown();
});

interface Running {
  readonly client: Client;
  readonly port: number;
  readonly onShutdown: jest.Mock;
}

async function start(
  protocol: Protocol,
  { tls, provider }: { tls?: Identity; provider?: Provider } = {},
): Promise<Running> {
  const onShutdown = jest.fn();
  const identity = tls && (await makeIdentity());
  const port = await serve({
    provider: provider ?? makeProvider(schema, () => idleSimulation),
    protocol,
    schema: schema.response,
    ...(tls && identity && { tls: { identity, clientCertificate: tls.certificate } }),
    onShutdown,
  });
  const channel =
    tls && identity
      ? credentials.createSsl(
          Buffer.from(identity.certificate),
          Buffer.from(tls.privateKey),
          Buffer.from(tls.certificate),
        )
      : credentials.createInsecure();
  const client = new Client(`127.0.0.1:${port}`, channel, {
    'grpc.ssl_target_name_override': 'localhost',
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  clients.push(client);
  return { client, port, onShutdown };
}

const same = (bytes: Buffer) => bytes;

function callBytes({ client }: Pick<Running, 'client'>, path: string, request = Buffer.alloc(0)): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(path, same, same, request, (error, response) =>
      error ? reject(error) : resolve(response ?? Buffer.alloc(0)),
    );
  });
}

async function call<T>(running: Running, protocol: Protocol, name: CallName, request: object): Promise<T> {
  const { path, request: sent, response } = rpc(protocol, name);
  return decode(response, await callBytes(running, path, Buffer.from(encode(sent, request)))) as T;
}

describe.each<[Protocol]>([[5], [6]])('protocol %i', (protocol) => {
  let running: Running;
  beforeAll(async () => {
    running = await start(protocol);
  });

  it('answers for the schema with the bytes that were prepared', async () => {
    expect([...(await callBytes(running, rpc(protocol, 'getSchema').path))]).toEqual([1, 2, 3]);
  });

  it('passes calls on to the provider and answers with what it says', async () => {
    const proposedNewState = encodeValue({ id: null, text: 'hello' });
    const request = { typeName: 'example_thing', priorState: encodeValue(null), proposedNewState };
    type Planned = { plannedState: { msgpack: Uint8Array }; diagnostics: unknown[] };
    const { plannedState, diagnostics } = await call<Planned>(running, protocol, 'plan', request);
    expect(diagnostics).toEqual([]);

    type Applied = { newState: { msgpack: Uint8Array } };
    const { newState } = await call<Applied>(running, protocol, 'apply', {
      typeName: 'example_thing',
      priorState: encodeValue(null),
      plannedState: { msgpack: plannedState.msgpack },
    });
    expect(decodeValue(newState)).toEqual({ id: 't-1', text: 'hello' });
  });

  it('accepts and sends messages beyond 4 MB', async () => {
    const text = 'x'.repeat(6_000_000);
    const currentState = encodeValue({ id: 't-1', text });
    type Read = { newState: { msgpack: Uint8Array } };
    const { newState } = await call<Read>(running, protocol, 'read', { typeName: 'example_thing', currentState });
    expect(decodeValue(newState)).toEqual({ id: 't-1', text });
  });

  it('answers the other calls', async () => {
    const config = encodeValue({});
    const thing = { typeName: 'example_thing', config: encodeValue({ id: null, text: 'a' }) };
    expect(await call(running, protocol, 'validateProviderConfig', { config })).toMatchObject({ diagnostics: [] });
    expect(await call(running, protocol, 'configure', { terraformVersion: '1.11.4', config })).toEqual({
      diagnostics: [],
    });
    expect(await call(running, protocol, 'validateResource', thing)).toEqual({ diagnostics: [] });
    expect(await call(running, protocol, 'stop', {})).toEqual({ error: '' });
    const { importedResources } = await call<{ importedResources: { typeName: string }[] }>(
      running,
      protocol,
      'importState',
      { typeName: 'example_thing', id: 't-9' },
    );
    expect(importedResources.map(({ typeName }) => typeName)).toEqual(['example_thing']);
  });

  it('does not know calls of Terraform that it does not need', async () => {
    const moved = callBytes(running, `/tfplugin${protocol}.Provider/MoveResourceState`);
    await expect(moved).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  });
});

describe('calls that Terraform makes to every plugin', () => {
  it('the health check says that the plugin serves', async () => {
    expect([...(await callBytes(await start(5), '/grpc.health.v1.Health/Check'))]).toEqual([8, 1]);
  });

  it('the stream of standard output stays open and silent', async () => {
    const { client } = await start(5);
    const stream = client.makeServerStreamRequest('/plugin.GRPCStdio/StreamStdio', same, same, Buffer.alloc(0));
    const heard: string[] = [];
    for (const event of ['data', 'end', 'status']) stream.on(event, () => heard.push(event));
    stream.on('error', () => {});
    // Over the same connection: what the server said before has arrived then.
    await callBytes({ client }, '/grpc.health.v1.Health/Check');
    expect(heard).toEqual([]);
    stream.cancel();
  });

  it('shutdown is answered, and told', async () => {
    const running = await start(6);
    const told = new Promise<void>((resolve) => running.onShutdown.mockImplementation(() => resolve()));
    expect(await callBytes(running, '/plugin.GRPCController/Shutdown')).toHaveLength(0);
    await told;
  });
});

it('reports what a provider throws as an error of the call', async () => {
  const provider: Provider = {
    ...makeProvider(schema, () => idleSimulation),
    stop() {
      throw new Error('out of order');
    },
  };
  const running = await start(5, { provider });
  await expect(callBytes(running, '/tfplugin5.Provider/Stop')).rejects.toThrow('out of order');
  expect(await callBytes(running, '/grpc.health.v1.Health/Check')).toHaveLength(2);
});

describe('with TLS', () => {
  it('serves the client whose certificate it was given', async () => {
    const running = await start(5, { tls: await makeIdentity() });
    expect([...(await callBytes(running, '/tfplugin5.Provider/GetSchema'))]).toEqual([1, 2, 3]);
  });

  it.each([
    ['with another certificate', true],
    ['without TLS', false],
  ])('does not serve a client %s', async (_title, hasCertificate) => {
    const { client: own, port } = await start(5, { tls: await makeIdentity() });
    const { certificate, privateKey } = await makeIdentity();
    const pem = [Buffer.from(privateKey), Buffer.from(certificate)] as const;
    const channel = hasCertificate
      ? credentials.createSsl(null, ...pem, { checkServerIdentity: () => undefined, rejectUnauthorized: false })
      : credentials.createInsecure();
    const client = new Client(`127.0.0.1:${port}`, channel, { 'grpc.ssl_target_name_override': 'localhost' });
    clients.push(client);
    await expect(callBytes({ client }, '/grpc.health.v1.Health/Check')).rejects.toMatchObject({
      code: status.UNAVAILABLE,
    });
    expect(await callBytes({ client: own }, '/grpc.health.v1.Health/Check')).toHaveLength(2);
  });
});
