import { scrapeJobs } from '../metrics/scrape-jobs';

/** Whether another region is lost, as seen from here. */
export const regionsLost = {
  record: 'ninefold:regions_lost',
  expr: `count(max by (target_region) (probe_success{job="${scrapeJobs.regions}"}) == 0) or vector(0)`,
};

/** Services of which a replica has answered within a day: those that have never answered are still being deployed. */
export const servicesAnswered = {
  record: 'ninefold:service_answered',
  expr: `max by (service, tier) (max_over_time(up{job="${scrapeJobs.heartbeat}"}[1d:1m])) == 1`,
};
