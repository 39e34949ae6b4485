import { type EksVersion, findEksVersion } from '../../../catalog/eks-versions';
import type { Subject } from '../rule';

/** Days before the end of standard support from which it is worth a note. */
const noticeDays = 60;

const millisecondsPerDay = 86_400_000;

/** Where a version is in its life, with the day on which that part of it ends or ended. */
export type VersionLife =
  | { readonly phase: 'standard' }
  | { readonly phase: 'ending'; readonly until: string }
  | { readonly phase: 'extended'; readonly ended: string; readonly until: string | undefined }
  | { readonly phase: 'ended'; readonly ended: string };

/** Life of the cluster's version as of the day of the assessment; undefined if the catalog does not know it. */
export function versionLife({ project, today }: Subject): VersionLife | undefined {
  const version = findEksVersion(project.cluster.version);
  return version && lifeOf(version, today);
}

function lifeOf({ standardUntil, extendedUntil }: EksVersion, today: string): VersionLife {
  if (extendedUntil !== undefined && extendedUntil < today) return { phase: 'ended', ended: extendedUntil };
  if (standardUntil === undefined) return { phase: 'standard' };
  if (standardUntil < today) return { phase: 'extended', ended: standardUntil, until: extendedUntil };
  const days = (Date.parse(standardUntil) - Date.parse(today)) / millisecondsPerDay;
  return days <= noticeDays ? { phase: 'ending', until: standardUntil } : { phase: 'standard' };
}
