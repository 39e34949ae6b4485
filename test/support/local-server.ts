import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

/** An HTTP server of this process. */
export interface LocalServer {
  readonly port: number;
  /** @example 'http://127.0.0.1:40123' */
  readonly url: string;
  /** Breaks all connections at once. */
  stop(): Promise<void>;
}

/** @param port a free one if it is 0 */
export async function startServer(answer: RequestListener, address = '127.0.0.1', port = 0): Promise<LocalServer> {
  const server = createServer(answer);
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, address, done));
  const { port: own } = server.address() as AddressInfo;
  return {
    port: own,
    url: `http://${address}:${own}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A port on which nobody listens, for a program that has to be told one. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((done, failed) => server.once('error', failed).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
