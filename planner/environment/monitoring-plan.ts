import type { Latency } from '../../catalog/serving-metrics';
import type { Duration } from '../../schemas/duration';

/** What is measured, who is told, and what the services promise. */
export interface MonitoringPlan {
  readonly detection: DetectionClocks;
  readonly retention: Duration;
  /** Addresses that get the alarms of CloudWatch: of the DNS failover, and of a region that has fallen silent. */
  readonly alarmEmails: readonly string[];
  /** One for each region; empty where nobody could be told by e-mail. */
  readonly heartbeats: readonly HeartbeatPlan[];
  readonly receivers: readonly ReceiverPlan[];
  readonly slos: readonly SloPlan[];
}

/** Somebody who is told. */
export interface ReceiverPlan {
  readonly name: string;
  readonly type: 'pagerduty' | 'opsgenie' | 'slack' | 'webhook' | 'email';
  readonly severities: readonly ('page' | 'ticket')[];
  /** Secret in Secrets Manager with the key or URL. */
  readonly secret?: string;
  /** Of an e-mail receiver. */
  readonly address?: string;
}

/** One objective of one service, over 30 days. */
export interface SloPlan {
  readonly service: string;
  /** Per cent of the requests. */
  readonly objective: number;
  readonly indicator: SloIndicator;
}

export type SloIndicator =
  | { readonly kind: 'availability' }
  /** Requests that are faster than `threshold`; with `itl`, tokens. */
  | { readonly kind: Latency; readonly threshold: Duration };

/** Window of all objectives. */
export const sloWindow: Duration = { seconds: 30 * 86_400 };

/** Which region hears the heartbeat of another one's Alertmanager. */
export interface HeartbeatPlan {
  readonly region: string;
  /** Never the region itself; one of the project's own where it has several. */
  readonly heardIn: string;
  /** Name of the topic there that hears it. */
  readonly topic: string;
  /** Alias of the key of its messages, without `alias/`. */
  readonly key: string;
}

/** The clocks of the heartbeat: at worst one comes a repetition and a check later than the last, and several may be lost. */
export const heartbeatClocks = {
  /** Alertmanager sends an alert that goes on again after this, */
  repeat: { seconds: 60 },
  /** when it looks at the group, as often as this. */
  check: { seconds: 30 },
  /** Silence for this long is told. */
  silence: { seconds: 300 },
} as const satisfies Readonly<Record<string, Duration>>;

/** The clocks between a failure and its alert: for the rules that page and start a failover, not for all others. */
export interface DetectionClocks {
  readonly scrapeInterval: Duration;
  readonly scrapeTimeout: Duration;
  readonly ruleInterval: Duration;
  /** `for` of the rules. */
  readonly hold: Duration;
  readonly groupWait: Duration;
}
