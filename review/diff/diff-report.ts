import type { Finding } from '../../schemas/finding';
import { formatPath } from '../../schemas/finding';
import { compareEnvironments, type EnvironmentChange } from './environment/measures';
import { type Headline, headlinesOf } from './headlines';
import { byDanger, type Impact, impacts, type Judgement, worst } from './impact';
import { compareManifests, type ManifestChange } from './manifests/compare-manifests';
import { applyPlans } from './resources/apply-plans';
import { forecast } from './resources/forecast';
import type { PlannedAction } from './resources/plan-file';
import type { ResourceChange, StackChange } from './resources/resource-change';
import type { Side } from './side';
import { compareSpecs, type SpecChange } from './spec/compare-specs';

/** An object with another address. */
export interface Move {
  readonly stack: string;
  readonly from: string;
  readonly to: string;
}

/** Everything that a change of a spec does. */
export interface DiffReport {
  /** `chat / prod`; of what is compared if only outputs are. */
  readonly title: string;
  readonly base: string;
  readonly head: string;
  /** Whether nothing at all differs. */
  readonly isEmpty: boolean;
  /** The worst impact of all changes. */
  readonly verdict: Impact;
  /** How many changes of stacks, resources and Kubernetes objects have each impact; of the spec if there are none. */
  readonly counts: Readonly<Record<Impact, number>>;
  /** Every change of any level, dangerous ones first; what belongs to a stack that goes or comes is left to the stack. */
  readonly headlines: readonly Headline[];
  readonly spec: readonly SpecChange[];
  readonly environment?: EnvironmentChange;
  readonly stacks: readonly StackChange[];
  readonly resources: readonly ResourceChange[];
  readonly manifests: readonly ManifestChange[];
  readonly moves: readonly Move[];
  /** Findings that the base does not have, and those that are gone. */
  readonly findings: { readonly added: readonly Finding[]; readonly fixed: readonly Finding[] };
  /** Where actions come from: the forecast, or plan files of Terraform. */
  readonly source: 'forecast' | 'plan';
  /** Where a plan and the forecast differ, in words. */
  readonly planDifferences: readonly string[];
}

/** @param plans what plan files of Terraform say, instead of the forecast */
export function diffReport(base: Side, head: Side, plans: readonly PlannedAction[] = []): DiffReport {
  const foreseen = forecast(base.output, head.output);
  const { resources, differences } =
    plans.length === 0 ? { resources: foreseen.resources, differences: [] } : applyPlans(foreseen.resources, plans);
  const spec = base.spec && head.spec ? compareSpecs(base.spec.project, head.spec.project) : [];
  const manifests = compareManifests(base.output.manifests, head.output.manifests);
  const { stacks } = foreseen;
  const isBaseKnown = base.spec !== undefined || base.output.stacks.size === 0;
  const all = [...spec, ...stacks, ...resources, ...manifests];
  const counted = [...stacks, ...resources, ...manifests];
  return {
    title: titleOf(head),
    base: base.label,
    head: head.label,
    isEmpty: all.length === 0,
    verdict: worst(all.map(({ impact }) => impact)),
    counts: countImpacts(counted.length > 0 ? counted : spec),
    headlines: headlinesOf({ spec, stacks, resources, manifests }),
    spec: byDanger(spec),
    ...(head.spec && {
      environment: compareEnvironments(base.spec?.environment, head.spec.environment, isBaseKnown),
    }),
    stacks: byDanger(stacks),
    resources: byDanger(resources),
    manifests: byDanger(manifests),
    moves: resources.flatMap(({ stack, from, address }) => (from === undefined ? [] : [{ stack, from, to: address }])),
    findings: isBaseKnown
      ? compareFindings(base.spec?.findings ?? [], head.spec?.findings ?? [])
      : { added: [], fixed: [] },
    source: plans.length === 0 ? 'forecast' : 'plan',
    planDifferences: differences,
  };
}

function titleOf({ spec, label }: Side): string {
  return spec === undefined ? label : `${spec.environment.project} / ${spec.environment.name}`;
}

function countImpacts(list: readonly Judgement[]): Record<Impact, number> {
  const count = (impact: Impact) => list.filter((change) => change.impact === impact).length;
  return Object.fromEntries(impacts.map((impact) => [impact, count(impact)])) as Record<Impact, number>;
}

function compareFindings(before: readonly Finding[], after: readonly Finding[]): DiffReport['findings'] {
  const keyOf = ({ rule, path, message }: Finding) => [rule, formatPath(path), message].join('\0');
  const [old, now] = [before, after].map((list) => new Set(list.map(keyOf)));
  return {
    added: after.filter((finding) => !old?.has(keyOf(finding))),
    fixed: before.filter((finding) => !now?.has(keyOf(finding))),
  };
}
