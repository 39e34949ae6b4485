import type { Dated } from './table';

export const gatewayPortsAsOf: Dated = {
  asOf: '2026-11-27',
  source: 'Ninefold: chosen, see docs/decisions/0016-haproxy-in-front-of-the-engines.md',
};

/** The gateway's own metrics and health; the 1023 ports above it stand for those that only root may open. */
export const gatewayMetricsPort = 64_512;
