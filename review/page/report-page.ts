import { prove } from '../../planner/availability/proof';
import { estimateCost } from '../../planner/cost/estimate-cost';
import type { Environment } from '../../planner/environment/environment';
import { count } from '../../schemas/count';
import type { Finding } from '../../schemas/finding';
import type { DiffReport } from '../diff/diff-report';
import type { OutputStack } from '../diff/resources/read-output';
import { promiseReport } from '../promise-report';
import { page, type Section } from './page';
import { changesSection } from './sections/changes/changes';
import { costSection } from './sections/cost';
import { failoverSection } from './sections/failover';
import { keyFigures } from './sections/figures';
import { findingsSection } from './sections/findings';
import { memorySection } from './sections/memory';
import { objectivesSection } from './sections/objectives';
import { stacksSection } from './sections/stacks';
import { topologySection } from './sections/topology/topology';

interface ReportContent {
  readonly environment: Environment;
  readonly findings: readonly Finding[];
  /** In an order in which they can be deployed. */
  readonly stacks: readonly OutputStack[];
  /** What a change does to it, if there is something to compare with. */
  readonly diff?: DiffReport;
  /** What it is made from: the file of the spec. */
  readonly source: string;
  /** Version of Ninefold. */
  readonly version: string;
}

/** An environment, what is proved of it, and what a change does to it, as one HTML file for people. */
export function reportPage({ environment, findings, stacks, diff, source, version }: ReportContent): string {
  const promise = promiseReport(prove(environment));
  const cost = estimateCost(environment);
  const resources = stacks.reduce((sum, stack) => sum + stack.resources.size, 0);
  const sections: readonly (Section | undefined)[] = [
    diff && changesSection(diff),
    topologySection(environment),
    objectivesSection(promise),
    failoverSection(promise),
    memorySection(environment),
    costSection(cost, environment.budget?.monthlyUsd),
    findingsSection(findings),
    stacksSection(stacks),
  ];
  const kind = environment.production ? 'Production' : 'Not production';
  return page({
    title: `${environment.project} / ${environment.name}`,
    subtitle: `${kind}, primary region ${environment.primaryRegion}: ${count(resources, 'resource')} in ${count(stacks.length, 'stack')}`,
    figures: keyFigures(environment, promise, cost, findings),
    sections: sections.filter((section) => section !== undefined),
    foot: `Made by Ninefold ${version} from ${source}, before anything was created.`,
  });
}
