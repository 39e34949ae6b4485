import { pinnedVersions } from '../catalog/pinned-versions';
import type { Finding } from '../schemas/finding';
import type { Lock } from './lock';

/** Where this Ninefold brings another version than the one that the project was locked with; one warning for all. */
export function lockDrift({ versions }: Lock, file: string): Finding[] {
  const kinds = ['providers', 'charts', 'images'] as const;
  const moved = kinds.flatMap((kind) => {
    const current = new Map(Object.entries(pinnedVersions[kind]));
    return Object.entries(versions[kind]).flatMap(([name, version]) => {
      const brought = current.get(name);
      return brought === undefined || brought === version ? [] : [`${name} ${version} → ${brought}`];
    });
  });
  if (moved.length === 0) return [];
  return [
    {
      rule: 'blueprint/lock-drift',
      severity: 'warning',
      path: [],
      message: `this Ninefold brings other versions than the lock: ${moved.join(', ')}`,
      fix: 'look at what changes with `ninefold diff`, then run `ninefold blueprint lock`',
      location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
    },
  ];
}
