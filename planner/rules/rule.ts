import type { Severity, Violation } from '../../schemas/finding';
import type { Project } from '../../schemas/project';
import type { Environment } from '../environment/environment';

/** What the rules judge. */
export interface Subject {
  /** The spec, with the schema's defaults filled in. Paths of violations lead into it. */
  readonly project: Project;
  /** The same with every value explicit. */
  readonly environment: Environment;
  /** Day of the assessment, `YYYY-MM-DD`: expiries and ends of support are judged as of then. */
  readonly today: string;
}

/** One thing that can be wrong with a project. */
export interface Rule {
  /** Stable id, `area/rule-name`. */
  readonly id: string;
  /** `error`: it would fail or break the promise. `warning`: it works, and somebody will regret it. */
  readonly severity: Severity;
  /** The requirement in one sentence. */
  readonly summary: string;
  /** What happens to who ignores it. */
  readonly why: string;
  /** How to satisfy it. */
  readonly fix: string;
  /** Where the requirement comes from. */
  readonly source: string;
  /** Every place that breaks the rule; must cope with any project that satisfies the schema. */
  check(subject: Subject): readonly Violation[];
}
