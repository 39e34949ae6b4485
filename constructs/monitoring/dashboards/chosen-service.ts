import { scrapeJobs } from '../metrics/scrape-jobs';

/** Selects the series of the service that people choose. */
export const chosenService = 'service=~"$service"';

/** Variable of dashboards whose people choose among the services that have engines. */
export const servicesWithEngines = { service: `up{job="${scrapeJobs.heartbeat}"}` };

/** How fast a counter of the chosen service grows, by a label. */
export function rateBy(label: string, counter: string): string {
  return `sum by (${label}) (rate(${counter}{${chosenService}}[$__rate_interval]))`;
}

/** Replicas of the chosen service that answer. */
export function answering(by: 'service' | 'pod'): string {
  return `sum by (${by}) (up{job="${scrapeJobs.heartbeat}",${chosenService}})`;
}
