import { type ServingMetrics, servingMetrics } from '../../../catalog/serving-metrics';

/** The same of all engines: what a cluster does not run has no series. */
export const anyEngine = (query: (metrics: ServingMetrics) => string) =>
  Object.values(servingMetrics).map(query).join(' or ');
