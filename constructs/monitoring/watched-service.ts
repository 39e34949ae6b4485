import type { Engine } from '../../catalog/engines';

/** What monitors, alerts and objectives of a service depend on. */
export interface WatchedService {
  readonly name: string;
  readonly engine: Engine;
  readonly tier: 'critical' | 'standard' | 'sheddable';
  readonly exposure: 'public' | 'internal';
  readonly minReplicas: number;
  /** Engine of its canary; absent without one. */
  readonly canary?: Engine;
  /** Name in Secrets Manager of the key that its engines ask for; absent without one. */
  readonly apiKeySecret?: string;
  /** Whether a load balancer leads users to it. */
  readonly balanced: boolean;
}
