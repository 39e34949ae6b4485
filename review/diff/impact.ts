/** What a change does to what runs, from nothing to what cannot be done; the order of danger. */
export const impacts = ['none', 'in-place', 'rolling', 'replace', 'downtime', 'data-loss', 'blocked'] as const;

export type Impact = (typeof impacts)[number];

/** The impacts for people: one change in a word, and all of them together in a sentence. */
export const impactTexts: Readonly<Record<Impact, { readonly word: string; readonly verdict: string }>> = {
  none: { word: 'new', verdict: 'nothing that runs is touched' },
  'in-place': { word: 'in place', verdict: 'everything changes in place' },
  rolling: { word: 'rolling', verdict: 'parts are replaced one after the other' },
  replace: { word: 'replace', verdict: 'parts are replaced' },
  downtime: { word: 'downtime', verdict: 'something is interrupted' },
  'data-loss': { word: 'data loss', verdict: 'data is lost' },
  blocked: { word: 'blocked', verdict: 'something cannot be done like this' },
};

export function isWorse(a: Impact, b: Impact): boolean {
  return impacts.indexOf(a) > impacts.indexOf(b);
}

export function worst(list: readonly Impact[]): Impact {
  return list.reduce<Impact>((found, impact) => (isWorse(impact, found) ? impact : found), 'none');
}

/** Dangerous ones first; equal ones keep their order. */
export function byDanger<T extends { readonly impact: Impact }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => impacts.indexOf(b.impact) - impacts.indexOf(a.impact));
}

/** What a change means to somebody who has to approve it. */
export interface Judgement {
  readonly impact: Impact;
  readonly reason: string;
  /** What to do before or with it; absent if there is nothing. */
  readonly needed?: string;
}
