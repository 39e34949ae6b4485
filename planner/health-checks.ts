import type { RegionCheckPlan } from './environment';

/**
 * How many health checks Route 53 keeps: the probes and a calculated check of each region, and, where another can take
 * over, a hold for each probe and a switch.
 */
export function countHealthChecks(checks: readonly RegionCheckPlan[]): number {
  return checks.reduce(
    (sum, { probes, drainSwitch }) => sum + (drainSwitch === undefined ? probes.length + 1 : 2 * probes.length + 2),
    0,
  );
}
