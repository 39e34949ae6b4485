import { gatewayMetricsPort } from '../../catalog/gateway-ports';
import { canaryName, engineServiceName, inferenceNamespace } from './served-service';

/** A service behind the gateway. */
export interface GatewayService {
  readonly name: string;
  /** Port that the gateway listens on for it. */
  readonly port: number;
  readonly enginePort: number;
  readonly engineHealthPath: string;
  /** Replicas that may be there at once. */
  readonly maxReplicas: number;
  /** Longest answer. */
  readonly longestSeconds: number;
  /**
   * How long a service that may be without a replica takes at most from the first request until it answers; absent for
   * one that always has some.
   */
  readonly wakeSeconds?: number;
  /** Requests in a minute that each gateway takes with the same API key; absent for no limit. */
  readonly requestsPerMinute?: number;
  /** Absent without one. */
  readonly canary?: GatewayCanary;
}

/** The engines of a service's other version. */
export interface GatewayCanary {
  /** Per cent of the requests that go to it. */
  readonly weight: number;
  readonly enginePort: number;
  readonly engineHealthPath: string;
  /** Replicas that may be there at once. */
  readonly maxReplicas: number;
}

/** What the configuration depends on beside the services. */
export interface GatewaySettings {
  readonly services: readonly GatewayService[];
  /** Paths that say, without a key, whether the service of a port can answer. */
  readonly healthPaths: readonly string[];
}

/** Path at which a gateway says whether the region's alerts get through: 200 if they do, 503 if not, and nothing else. */
export const alertsPath = '/ninefold/alerts';

/** Alertmanager of kube-prometheus-stack. */
export const alertmanager = { host: 'kube-prometheus-stack-alertmanager.monitoring.svc.cluster.local', port: 9093 };

/** No service can have this name. */
const alertsBackend = '_alertmanager';

/** The part of a request that must be in memory to be sent once more: a prompt of some 30,000 tokens. */
const bufferBytes = 131_072;

const maxConnections = 4000;

/**
 * The configuration of HAProxy. Each service has a port of its own; beside it, `/<service>/v1/…` at any port leads to
 * that service. Nothing else of the engines can be reached: not their metrics, nor what administers them.
 *
 * A request goes to the engine with the fewest. It is sent once more, to another one, if the engine cannot be connected
 * to, answers 503, or breaks the connection before the first byte; after the first byte never. An engine that fails its
 * health check leaves, and so does one that fails thirty requests in a row.
 *
 * A service that sleeps counts as healthy: the request that wakes it has to get here. If none of its engines is there
 * long after the first request, it does not: users are better off elsewhere.
 *
 * Other regions can ask it whether the alerts of its own get through, and learn nothing else of Alertmanager.
 *
 * Sources: HAProxy 3.2 documentation, "Configuration Manual" (retry-on, server-template, resolvers, observe,
 * stick-table); all of it is valid from 2.6 on.
 */
export function gatewayConfig({ services, healthPaths }: GatewaySettings): string {
  const longest = Math.max(...services.map(({ longestSeconds }) => longestSeconds), 60);
  const parts = [
    [
      'global',
      '  log stdout format raw local0 info',
      `  maxconn ${maxConnections}`,
      `  tune.bufsize ${bufferBytes}`,
      `  hard-stop-after ${longest}s`,
    ],
    [
      'defaults',
      '  mode http',
      '  log global',
      `  log-format '${accessLog}'`,
      '  option http-keep-alive',
      // A slow client does not hold an engine, and what is sent once more is complete.
      '  option http-buffer-request',
      '  option redispatch 1',
      '  retries 3',
      '  retry-on conn-failure empty-response 503',
      '  timeout connect 2s',
      '  timeout http-request 30s',
      '  timeout http-keep-alive 60s',
      '  timeout queue 30s',
      `  timeout client ${longest}s`,
      `  timeout server ${longest}s`,
      '  default-server inter 5s fastinter 1s fall 3 rise 2 observe layer7 error-limit 10 on-error fail-check',
    ],
    [
      'resolvers cluster',
      '  parse-resolv-conf',
      '  accepted_payload_size 8192',
      '  resolve_retries 3',
      '  timeout resolve 1s',
      '  timeout retry 1s',
      '  hold valid 2s',
      // Without any engine that is ready, the name is not there at all.
      '  hold nx 2s',
      '  hold obsolete 2s',
    ],
    [
      'frontend metrics',
      `  bind :${gatewayMetricsPort}`,
      '  http-request set-log-level silent',
      '  http-request return status 200 content-type text/plain string ok if { path /health }',
      '  http-request use-service prometheus-exporter if { path /metrics }',
      '  http-request return status 404',
    ],
    ...services.map((service) => frontend(service, services, healthPaths)),
    ...services.flatMap((service) => backends(service)),
    [
      `backend ${alertsBackend}`,
      '  option httpchk',
      `  http-check send meth GET uri /api/v2/alerts?active=true&filter=alertname%3D%22Watchdog%22`,
      // It always fires, and Alertmanager forgets it within minutes when Prometheus no longer says so.
      '  http-check expect string "Watchdog"',
      `  server-template alertmanager- 1 ${alertmanager.host}:${alertmanager.port} check fall 2 rise 1 resolvers cluster init-addr none`,
    ],
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** No header of the request, and so no key, is written down. */
const accessLog = JSON.stringify({
  time: '%Ts.%ms',
  client: '%ci',
  frontend: '%f',
  backend: '%b',
  server: '%s',
  method: '%HM',
  path: '%[capture.req.uri,json(utf8s)]',
  status: '%ST',
  bytes: '%B',
  retries: '%rc',
  queue_ms: '%Tw',
  first_byte_ms: '%Tr',
  total_ms: '%Ta',
  ended: '%tsc',
});

/** Answers in the form of the API. */
function refusal(status: number, type: string, message: string, headers = ''): string {
  const body = JSON.stringify({ error: { type, message } });
  return `http-request return status ${status} content-type application/json ${headers}string '${body}'`;
}

function frontend(
  service: GatewayService,
  services: readonly GatewayService[],
  healthPaths: readonly string[],
): string[] {
  const { name, port } = service;
  const others = services.filter((other) => other !== service);
  return [
    `frontend ${name}`,
    `  bind :${port}`,
    `  acl is_health path ${healthPaths.join(' ')}`,
    '  http-request set-log-level silent if is_health',
    ...health(service),
    '  http-request return status 503 content-type text/plain string unavailable if is_health',
    `  acl is_alerts path ${alertsPath}`,
    '  http-request set-log-level silent if is_alerts',
    `  http-request return status 200 content-type text/plain string ok if is_alerts { nbsrv(${alertsBackend}) ge 1 }`,
    '  http-request return status 503 content-type text/plain string silent if is_alerts',
    `  http-request set-var(txn.service) str(${name})`,
    ...[service, ...others].map(
      (other) => `  http-request set-var(txn.service) str(${other.name}) if { path_beg /${other.name}/v1/ }`,
    ),
    `  http-request replace-path /(${services.map((other) => other.name).join('|')})(/v1/.*) \\2`,
    `  ${refusal(404, 'not_found', 'there is nothing at this path')} if !{ path_beg /v1/ }`,
    ...services.flatMap(limit),
    ...services.flatMap(wait),
    ...services.flatMap((target) => routes(target)),
    `  default_backend ${name}`,
  ];
}

/** How long a gateway remembers a request to a service without engines, and so the longest time between two that count. */
const rememberMinutes = 10;

function health({ name, wakeSeconds }: GatewayService): string[] {
  const ok = '  http-request return status 200 content-type text/plain string ok if is_health';
  const isUp = `{ nbsrv(${name}) ge 1 }`;
  if (wakeSeconds === undefined) return [`${ok} ${isUp}`];
  const track = `track-sc1 str(${name}) table asleep-${name}`;
  return [
    `  http-request ${track} if is_health ${isUp}`,
    `  http-request sc-set-gpt0(1) 0 if is_health ${isUp}`,
    `${ok} ${isUp}`,
    `  http-request set-var(txn.since) str(${name}),table_gpt0(asleep-${name}) if is_health`,
    '  http-request set-var(txn.waited) date,sub(txn.since) if is_health { var(txn.since) -m int gt 0 }',
    `${ok} !{ var(txn.waited) -m int gt ${wakeSeconds} }`,
  ];
}

/** Notes since when requests wait for a service that sleeps. */
function wait({ name, wakeSeconds }: GatewayService): string[] {
  if (wakeSeconds === undefined) return [];
  const here = `{ var(txn.service) -m str ${name} } !{ nbsrv(${name}) ge 1 }`;
  return [
    `  http-request track-sc1 str(${name}) table asleep-${name} if ${here}`,
    `  http-request sc-set-gpt0(1) date if ${here} { sc1_get_gpt0(asleep-${name}) eq 0 }`,
  ];
}

function limit({ name, requestsPerMinute }: GatewayService): string[] {
  if (requestsPerMinute === undefined) return [];
  const here = `{ var(txn.service) -m str ${name} }`;
  return [
    `  http-request track-sc0 req.hdr(authorization),sha2(256) table limits-${name} if ${here} { req.hdr(authorization) -m found }`,
    `  ${refusal(429, 'rate_limit_exceeded', 'too many requests with this key', 'hdr retry-after 5 ')} if ${here} { sc0_http_req_rate(limits-${name}) gt ${requestsPerMinute} }`,
  ];
}

function routes({ name, canary }: GatewayService): string[] {
  const here = `{ var(txn.service) -m str ${name} }`;
  const other = canaryName(name);
  return [
    ...(canary === undefined
      ? []
      : [`  use_backend ${other} if ${here} { rand(100) lt ${canary.weight} } { nbsrv(${other}) ge 1 }`]),
    `  use_backend ${name} if ${here}`,
  ];
}

function backends(service: GatewayService): string[][] {
  const { name, maxReplicas, canary, requestsPerMinute, wakeSeconds } = service;
  return [
    // One more than the most while a rollout replaces them.
    backend(name, service, maxReplicas + 1),
    ...(canary === undefined ? [] : [backend(canaryName(name), canary, canary.maxReplicas + 1)]),
    ...(requestsPerMinute === undefined
      ? []
      : [[`backend limits-${name}`, '  stick-table type binary len 32 size 100k expire 5m store http_req_rate(60s)']]),
    ...(wakeSeconds === undefined
      ? []
      : [[`backend asleep-${name}`, `  stick-table type string len 64 size 10 expire ${rememberMinutes}m store gpt0`]]),
  ];
}

function backend(
  name: string,
  { enginePort, engineHealthPath }: Pick<GatewayService, 'enginePort' | 'engineHealthPath'>,
  slots: number,
): string[] {
  const host = `${engineServiceName(name)}.${inferenceNamespace}.svc.cluster.local`;
  return [
    `backend ${name}`,
    '  balance leastconn',
    `  option httpchk GET ${engineHealthPath}`,
    '  http-check expect status 200',
    // SGLang may take 20 seconds for its health path when it is busy.
    '  timeout check 25s',
    `  server-template ${name}- ${slots} ${host}:${enginePort} check resolvers cluster init-addr none`,
  ];
}
