import { type LocalServer, startServer } from '../local-server';

/** Longest that the exporter takes less than the scrape allows. Source: blackbox exporter, `--timeout-offset`. */
const offsetSeconds = 0.5;

/**
 * Stands in for the blackbox exporter: asks the server behind `target` for as long as Prometheus waits less half a second.
 *
 * @param portOf port on this computer of a URL that is probed
 */
export function startBlackbox(portOf: (url: string) => number): Promise<LocalServer> {
  return startServer(async (request, response) => {
    const target = new URL(request.url ?? '/', 'http://blackbox').searchParams.get('target') ?? '';
    const wait = Number(request.headers['x-prometheus-scrape-timeout-seconds'] ?? '10') - offsetSeconds;
    const answered = await fetch(`http://127.0.0.1:${portOf(target)}/`, { signal: AbortSignal.timeout(wait * 1000) })
      .then(({ ok }) => ok)
      .catch(() => false);
    response.end(`probe_success ${answered ? 1 : 0}\n`);
  });
}
