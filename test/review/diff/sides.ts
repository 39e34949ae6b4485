import { stringify } from 'yaml';
import { compile } from '../../../planner/compile';
import { type DiffReport, diffReport } from '../../../review/diff/diff-report';
import { type Side, specSide } from '../../../review/diff/side';
import { type Spec, today } from '../../support/spec';

const sides = new Map<string, Side>();

/** A spec as one side of a comparison; each is synthesized once. */
export function sideOf(spec: Spec, label = 'spec'): Side {
  return sideOfText(stringify(spec, { aliasDuplicateObjects: false }), label);
}

export function sideOfText(text: string, label = 'spec'): Side {
  const known = sides.get(text);
  if (known !== undefined) return known;
  const compiled = compile({ file: `${label}.yaml`, text }, today);
  const side = specSide(label, compiled);
  if (side === undefined) throw new Error(JSON.stringify(compiled.findings, null, 1));
  sides.set(text, side);
  return side;
}

export function compare(before: Spec, after: Spec): DiffReport {
  return diffReport(sideOf(before), sideOf(after));
}
