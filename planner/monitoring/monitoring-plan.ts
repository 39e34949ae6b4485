import type { Latency } from '../../catalog/serving-metrics';
import type { Duration } from '../../schemas/duration';
import type { DetectionClocks } from './detection-clocks';
import type { HeartbeatPlan } from './heartbeat';

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
