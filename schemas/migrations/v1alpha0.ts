import { convertValue, renameKey } from './edits';
import type { Migration } from './migration';

/** v1alpha0 was never published; this migration keeps the way ready that every later version will take. */
export const fromV1alpha0: Migration = {
  from: 'ninefold/v1alpha0',
  to: 'ninefold/v1alpha1',
  changes: [
    renameKey('gpuPools', 'pools'),
    renameKey('pools.*.types', 'instanceTypes'),
    renameKey('pools.*.size', 'nodes'),
    renameKey('services', 'inference'),
    renameKey('inference.*.maxModelLength', 'contextLength'),
    renameKey('objectives.mttr', 'recovery'),
    renameKey('objectives.mttd', 'detection'),
    convertValue('objectives.recovery', 'times have a unit: 228 is 228s', withSeconds),
    convertValue('objectives.detection', 'times have a unit: 10 is 10s', withSeconds),
    convertValue('dns.ttl', 'times have a unit: 60 is 60s', withSeconds),
    convertValue('inference.*.tier', 'the tier best-effort is called sheddable', (tier) =>
      tier === 'best-effort' ? 'sheddable' : undefined,
    ),
  ],
};

function withSeconds(value: unknown): unknown {
  return typeof value === 'number' ? `${value}s` : undefined;
}
