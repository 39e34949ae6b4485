import type { Environment } from '../environment/environment';
import type { InferencePlan } from '../environment/inference-plan';
import type { RegionPlan } from '../environment/region-plan';
import { startSpan } from './region-loss';
import type { Span } from './time-budget';

/**
 * From the first request until KEDA asks for a replica: the gateway is scraped, the query looks back for two minutes, KEDA
 * polls every 15 seconds, and the autoscaler of Kubernetes acts every 15.
 */
const askSeconds = { typical: 30, worst: 60 };

/** From the first request to a service that sleeps until one of its replicas answers, on a new node. */
export function wakeSpan(environment: Environment, service: InferencePlan, region: RegionPlan): Span {
  const start = startSpan(environment, service, region, 'new-node');
  return { typical: askSeconds.typical + start.typical, worst: askSeconds.worst + start.worst };
}
