import type { Engine } from '../../catalog/engines';
import { servingMetrics } from '../../catalog/serving-metrics';
import { inferenceNamespace, type ScalingSignal } from './served-service';

/** A value of Prometheus, and how much of it one replica takes. */
export interface ScalingQuery {
  readonly name: string;
  readonly query: string;
  readonly threshold: number;
}

/** Which pods a query is about: those of a service, on one node each or led by one. */
export interface QueriedService {
  readonly name: string;
  readonly engine: Engine;
  readonly nodesPerReplica: number;
}

/**
 * Share of the key-value cache up to which replicas are taken away. Waiting requests alone would let them go as soon as
 * the queue is empty, which it is because they are there.
 */
const busyCache = 0.7;

/**
 * What the number of replicas follows. Each value is the sum over all replicas, of which KEDA makes
 * `ceil(value / threshold)` replicas; the highest number counts.
 *
 * Source: KEDA 2.20 documentation, "Prometheus" and "Scaling Deployments, StatefulSets & Custom Resources"; Kubernetes
 * documentation, "Horizontal Pod Autoscaling" (algorithm, AverageValue).
 */
export function scalingQueries(service: QueriedService, { on, target }: ScalingSignal): readonly ScalingQuery[] {
  const metrics = servingMetrics[service.engine];
  const sumOf = (of: string | readonly string[], over?: string) => {
    const names = [of].flat();
    // One selector for all: a sum of sums would have no value where one of them has none.
    const series =
      names.length === 1
        ? `${names[0]}{${selectorOf(service)}}`
        : `{__name__=~"${names.join('|')}",${selectorOf(service)}}`;
    return `sum(${over === undefined ? series : `avg_over_time(${series}[${over}])`})`;
  };
  const busy = { name: 'cache', query: sumOf(metrics.cache, '2m'), threshold: busyCache };
  if (on === 'queue') return [{ name: 'queue', query: sumOf(metrics.waiting), threshold: target }, busy];
  if (on === 'running')
    return [{ name: 'running', query: `${sumOf(metrics.running)} + ${sumOf(metrics.waiting)}`, threshold: target }];
  return [{ ...busy, query: `100 * ${busy.query}`, threshold: target }];
}

/**
 * Requests that came to the gateway for the service in two minutes, answered or not: what wakes a service that has no
 * replica.
 *
 * Source: HAProxy documentation, Prometheus exporter (`haproxy_backend_http_requests_total`).
 */
export function wakeQuery(name: string): string {
  const series = `haproxy_backend_http_requests_total{namespace="${inferenceNamespace}",proxy="${name}"}`;
  return `sum(increase(${series}[2m]))`;
}

/**
 * The pods of a service by their names, without those of its canary, whose part of the requests does not shrink when the
 * service grows. Another service may begin with the same name: what Kubernetes appends to the
 * names of a Deployment's pods has no vowels, and a LeaderWorkerSet numbers its leaders.
 */
function selectorOf({ name, nodesPerReplica }: QueriedService): string {
  const pod = nodesPerReplica > 1 ? `${name}-[0-9]+` : `${name}-[a-z0-9]{6,10}-[b-df-hj-np-tv-z2-9]{5}`;
  return `namespace="${inferenceNamespace}",pod=~"${pod}"`;
}
