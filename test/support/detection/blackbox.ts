import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands in for the blackbox exporter. */
export interface Blackbox {
  readonly port: number;
  stop(): Promise<void>;
}

/** Longest that the exporter takes less than the scrape allows. Source: blackbox exporter, `--timeout-offset`. */
const offsetSeconds = 0.5;

/**
 * Asks the server behind `target` as the exporter does: for as long as Prometheus waits less half a second.
 *
 * @param portOf port on this computer of a URL that is probed
 */
export async function startBlackbox(portOf: (url: string) => number): Promise<Blackbox> {
  const server = createServer(async (request, response) => {
    const target = new URL(request.url ?? '/', 'http://blackbox').searchParams.get('target') ?? '';
    const wait = Number(request.headers['x-prometheus-scrape-timeout-seconds'] ?? '10') - offsetSeconds;
    const answered = await fetch(`http://127.0.0.1:${portOf(target)}/`, { signal: AbortSignal.timeout(wait * 1000) })
      .then(({ ok }) => ok)
      .catch(() => false);
    response.end(`probe_success ${answered ? 1 : 0}\n`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
