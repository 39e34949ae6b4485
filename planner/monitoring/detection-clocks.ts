import type { Duration } from '../../schemas/duration';

/** The clocks between a failure and its alert: for the rules that page and start a failover, not for all others. */
export interface DetectionClocks {
  readonly scrapeInterval: Duration;
  readonly scrapeTimeout: Duration;
  readonly ruleInterval: Duration;
  /** `for` of the rules. */
  readonly hold: Duration;
  readonly groupWait: Duration;
}

/**
 * The fast path: at worst 9 seconds and the delivery of the alert, also where a target hangs. Every default of
 * Prometheus and Alertmanager (a minute, a minute, 30 seconds) is too slow for ten seconds.
 */
export const fastPath: DetectionClocks = {
  scrapeInterval: { seconds: 5 },
  scrapeTimeout: { seconds: 2 },
  ruleInterval: { seconds: 2 },
  hold: { seconds: 0 },
  groupWait: { seconds: 0 },
};
