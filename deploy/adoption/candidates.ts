import type { ObjectChange, PlanContent } from '../terraform/saved-plan';
import { identityIn } from './arn-ids';
import type { TaggedObject } from './find-tagged';
import { namedTypes } from './import-ids';
import { haveSameTags, type Verdict } from './verdict';

/** An object of the cloud that may be the one of an address. */
export interface Candidate {
  readonly address: string;
  /** As `terraform import` takes it. */
  readonly id: string;
}

/**
 * The objects that may be what an uncertain creation made: the one with the planned name, or those of the type that
 * have exactly the planned tags and that this state does not know.
 */
export function candidatesFor(
  creations: readonly ObjectChange[],
  tagged: readonly TaggedObject[],
  managed: PlanContent['managed'],
): Candidate[] {
  return creations.flatMap(({ address, type, after, unknown }) => {
    const named = namedTypes[type];
    if (named !== undefined) {
      const id = named.importId(after);
      return id === undefined ? [] : [{ address, id }];
    }
    if (unknown.includes('tags_all')) return [];
    return tagged.flatMap(({ arn, tags }) => {
      const identity = haveSameTags(tags, after['tags_all']) ? identityIn(type, arn) : undefined;
      if (identity === undefined) return [];
      const { identifier, importId } = identity;
      const isManaged = [arn, identifier, importId].some((name) => managed.has(name));
      return isManaged ? [] : [{ address, id: importId }];
    });
  });
}

/** What is known about candidates. */
export type Verdicts = ReadonlyMap<string, Verdict>;

export function candidateKey({ address, id }: Candidate): string {
  return JSON.stringify([address, id]);
}

/** As many candidates without a verdict as one plan can try: one for each address, and none for two of them. */
export function nextTrials(candidates: readonly Candidate[], verdicts: Verdicts): Candidate[] {
  return distinct(candidates.filter((candidate) => !verdicts.has(candidateKey(candidate))));
}

/** The candidates to adopt once all have a verdict: of several that fit, those with the fewest differences. */
export function bestFits(candidates: readonly Candidate[], verdicts: Verdicts): Candidate[] {
  const fitting = candidates.flatMap((candidate) => {
    const verdict = verdicts.get(candidateKey(candidate));
    return verdict?.kind === 'fits' ? [{ candidate, differences: verdict.differences }] : [];
  });
  return distinct(fitting.sort((a, b) => a.differences - b.differences).map(({ candidate }) => candidate));
}

function distinct(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Set<string>();
  return candidates.filter(({ address, id }) => {
    // Objects of different types can have the same name.
    const [place, object] = [`address ${address}`, `${address.split('.')[0]} ${id}`];
    if (taken.has(place) || taken.has(object)) return false;
    taken.add(place).add(object);
    return true;
  });
}
