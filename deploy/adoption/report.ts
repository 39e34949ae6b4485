import type { Diagnostic } from '../terraform/diagnostic';
import type { ObjectChange } from '../terraform/saved-plan';
import { taggedTypes } from './arn-ids';
import { type Candidate, candidateKey, type Verdicts } from './candidates';
import { namedTypes, repeatableTypes } from './import-ids';
import type { LostPart } from './lost-parts';

/** What is known at the end of a search. */
interface SearchEnd {
  /** Uncertain creations that the plan repeats. */
  readonly open: readonly ObjectChange[];
  /** Candidates for them. */
  readonly candidates: readonly Candidate[];
  readonly verdicts: Verdicts;
  readonly adopted: readonly Candidate[];
  /** Why AWS could not be asked what has the tags, if so. */
  readonly lookupFailure?: string;
}

/** Warnings about objects that may exist, and that the plan creates nevertheless. */
export function undecided({ open, candidates, verdicts, adopted, lookupFailure }: SearchEnd): Diagnostic[] {
  return [
    ...open.flatMap(({ address, type, after }): Diagnostic[] => {
      if (repeatableTypes.includes(type)) return [];
      const canBeFound = namedTypes[type] !== undefined || (taggedTypes.includes(type) && lookupFailure === undefined);
      const found = candidates
        .filter((candidate) => candidate.address === address)
        .flatMap((candidate) => obstacle(candidate, verdicts, adopted));
      if (found.length > 0) return [warning(address, found.join('\n'))];
      return canBeFound ? [] : [warning(address, howToLook(after))];
    }),
    ...(lookupFailure === undefined ? [] : [lookupWarning(lookupFailure)]),
  ];
}

/** Says why a plan replaces an object that nobody has changed. */
export function replacedWithWhole({ part, whole }: LostPart): Diagnostic {
  return {
    severity: 'warning',
    summary: 'This object is replaced because a part of it cannot be found',
    detail: `An earlier run was cut off while it created ${part}. Nothing tells whether that exists. It goes with this object, which the same deployment created and nothing uses yet.`,
    address: whole,
  };
}

/** Says of what cannot be adopted during a destruction that it stays. */
export function leftBehind(addresses: readonly string[]): Diagnostic {
  return {
    severity: 'warning',
    summary: 'Objects may exist that this destroy does not know',
    detail: `An earlier run was cut off while it created ${addresses.join(', ')}. What exists of that is not in the state and stays. To take it over first: ninefold deploy.`,
  };
}

function obstacle(candidate: Candidate, verdicts: Verdicts, adopted: readonly Candidate[]): string[] {
  const { id } = candidate;
  const verdict = verdicts.get(candidateKey(candidate));
  if (verdict?.kind === 'foreign') {
    return [`There is ${id}, but its tags or values are not those of this stack: it is left alone.`];
  }
  if (verdict?.kind === 'replaced') {
    const by = verdict.by.length > 0 ? verdict.by.join(', ') : 'something';
    return [`There is ${id}, but it differs in ${by}, which cannot be changed: it is left alone.`];
  }
  if (verdict?.kind === 'fits' && !adopted.some((other) => other.id === id)) {
    return [`There is also ${id}, which no stack manages.`];
  }
  return [];
}

function howToLook(planned: ObjectChange['after']): string {
  const known = Object.entries(planned)
    .filter(([name, value]) => name !== 'region' && (typeof value === 'string' || typeof value === 'number'))
    .filter(([, value]) => value !== '')
    .slice(0, 5)
    .map(([name, value]) => `${name} ${value}`);
  return `Nothing tells whether it exists. Look for one with ${known.join(', ') || 'the same configuration'}.`;
}

function warning(address: string, detail: string): Diagnostic {
  const advice = 'If the earlier run made it, delete it or import it; otherwise it may exist twice.';
  return {
    severity: 'warning',
    summary: 'An earlier run was cut off while it created this object',
    detail: `${detail}\n${advice}`,
    address,
  };
}

function lookupWarning(reason: string): Diagnostic {
  return {
    severity: 'warning',
    summary: 'Objects that an earlier run may have created could not be looked for',
    detail: `The permission tag:GetResources is needed for it.\n${reason}`,
  };
}
