import { Server, ServerCredentials, type ServiceDefinition, type UntypedServiceImplementation } from '@grpc/grpc-js';
import type { Provider } from './messages';

import { decode, emptyMessage, encode, healthy, type Protocol, pluginCalls, rpcs } from './messages';

/** What one end of a connection shows the other, in PEM. */
export interface Identity {
  readonly certificate: string;
  readonly privateKey: string;
}

interface ServerProps {
  readonly provider: Provider;
  readonly protocol: Protocol;
  /** Bytes of the answer to `getSchema`. */
  readonly schema: Uint8Array;
  /** Absent when Terraform asked for no TLS. */
  readonly tls?: { readonly identity: Identity; readonly clientCertificate: string };
  /** Called after Terraform said that it is done. */
  readonly onShutdown: () => void;
}

/** Starts to serve a provider on a free port of the loopback interface. Returns the port. */
export async function serve({ provider, protocol, schema, tls, onShutdown }: ServerProps): Promise<number> {
  // Plans of large stacks are messages beyond the 4 MB that gRPC accepts by default.
  const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
  server.addService(...providerService(provider, protocol, schema));
  server.addService(...pluginService(onShutdown));
  const credentials = tls
    ? ServerCredentials.createSsl(
        Buffer.from(tls.clientCertificate),
        [{ private_key: Buffer.from(tls.identity.privateKey), cert_chain: Buffer.from(tls.identity.certificate) }],
        true,
      )
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => (error ? reject(error) : resolve(port)));
  });
}

type Service = [ServiceDefinition, UntypedServiceImplementation];

function providerService(provider: Provider, protocol: Protocol, schema: Uint8Array): Service {
  const definition: Record<string, ServiceDefinition[string]> = {};
  const implementation: UntypedServiceImplementation = {};
  for (const rpc of rpcs(protocol)) {
    const { name, path } = rpc;
    if (name === 'getSchema') {
      definition[name] = rawCall(path);
      implementation[name] = (_call: unknown, reply: Reply) => reply(null, schema);
      continue;
    }
    definition[name] = {
      ...rawCall(path),
      requestDeserialize: (bytes: Buffer) => decode(rpc.request, bytes),
      responseSerialize: (message: object) => Buffer.from(encode(rpc.response, message)),
    };
    const handle = provider[name] as (request: unknown) => unknown;
    implementation[name] = (call: { readonly request: unknown }, reply: Reply) => {
      Promise.resolve()
        .then(() => handle(call.request))
        .then(
          (message) => reply(null, message),
          (error: Error) => reply(error),
        );
    };
  }
  return [definition, implementation];
}

/** Calls that Terraform makes to every plugin, whatever it does. */
function pluginService(onShutdown: () => void): Service {
  return [
    {
      shutdown: rawCall(pluginCalls.shutdown),
      health: rawCall(pluginCalls.health),
      stdio: { ...rawCall(pluginCalls.stdio), responseStream: true },
      broker: { ...rawCall(pluginCalls.broker), requestStream: true, responseStream: true },
    },
    {
      shutdown: (_call: unknown, reply: Reply) => {
        reply(null, emptyMessage);
        setImmediate(onShutdown);
      },
      health: (_call: unknown, reply: Reply) => reply(null, healthy),
      stdio: () => {},
      broker: () => {},
    },
  ];
}

type Reply = (error: Error | null, message?: unknown) => void;

function rawCall(path: string): ServiceDefinition[string] {
  const bytes = (value: Uint8Array) => Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: bytes,
    requestDeserialize: (value: Buffer) => value,
    responseSerialize: bytes,
    responseDeserialize: (value: Buffer) => value,
  };
}
