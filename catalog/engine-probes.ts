import type { Engine } from './engines';
import type { Dated } from './table';

export const engineProbesAsOf: Dated = {
  asOf: '2026-11-27',
  source:
    'Ninefold: chosen for engines whose loop hangs; SGLang 0.5.21, /health generates a token and answers within 20 s; ' +
    'Kubernetes documentation, "Configure Liveness, Readiness and Startup Probes"',
};

/** Seconds between two probes of an engine. */
export const probeInterval = 10;

/** Seconds that the health path may take. */
export const healthTimeout: Readonly<Record<Engine, number>> = { vllm: 5, lmdeploy: 10, sglang: 25 };

/** Probes of the heartbeat: after how long without a step they fail, and how many in a row count. */
export interface HeartbeatProbe {
  /** Seconds without a step, with requests at work. */
  readonly stall: number;
  readonly failures: number;
}

/** When an engine gets no more requests. */
export const readinessProbe: HeartbeatProbe = { stall: 60, failures: 2 };

/** When it is started anew: at worst `stall` + `failures` × {@link probeInterval} + its timeout after the last step. */
export const livenessProbe: HeartbeatProbe = { stall: 300, failures: 3 };

/** Seconds that a probe of the heartbeat may take: it asks for the health and for the metrics. */
export function heartbeatTimeout(engine: Engine): number {
  return 2 * healthTimeout[engine] + 2;
}
