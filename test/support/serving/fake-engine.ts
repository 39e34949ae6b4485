import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { startServer } from '../local-server';

/** What a fake engine does with a request of the API. */
export type Behaviour =
  /** Streams as many events as it is told, and its own name at the end. */
  | { readonly do: 'stream'; readonly events: number; readonly everyMs: number }
  | { readonly do: 'answer'; readonly status: number }
  /** Breaks the connection before the first byte. */
  | { readonly do: 'break' };

/** An HTTP server that answers like an engine. */
export interface FakeEngine {
  readonly port: number;
  behaviour: Behaviour;
  healthy: boolean;
  /** Text of its metrics. */
  metrics: string;
  readonly requests: { readonly path: string; readonly body: string }[];
  /** Breaks everything at once, like a process that is killed. */
  kill(): Promise<void>;
}

export async function startEngine(name: string, address = '127.0.0.1', port = 0): Promise<FakeEngine> {
  const requests: { path: string; body: string }[] = [];
  const engine = {
    behaviour: { do: 'answer', status: 200 } as Behaviour,
    healthy: true,
    metrics: '',
    requests,
  };
  const server = await startServer(
    (request, response) => {
      if (request.url === '/health') return void response.writeHead(engine.healthy ? 200 : 503).end();
      if (request.url === '/metrics') return void response.writeHead(200).end(engine.metrics);
      void answer(name, engine.behaviour, request, response, requests);
    },
    address,
    port,
  );
  return Object.assign(engine, { port: server.port, kill: server.stop });
}

async function answer(
  name: string,
  behaviour: Behaviour,
  request: IncomingMessage,
  response: ServerResponse,
  requests: { path: string; body: string }[],
): Promise<void> {
  requests.push({ path: request.url ?? '', body: await text(request) });
  if (behaviour.do === 'break') return void request.socket.destroy();
  if (behaviour.do === 'answer') return void response.writeHead(behaviour.status).end(name);
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let event = 0; event < behaviour.events; event++) {
    response.write(`data: ${event}\n\n`);
    await new Promise((done) => setTimeout(done, behaviour.everyMs));
  }
  response.end(`data: done by ${name}\n\n`);
}
