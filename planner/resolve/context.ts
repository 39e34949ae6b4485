import type { EvaluationPlan } from '../environment/evaluation-plan';
import type { InferencePlan } from '../environment/inference-plan';
import type { TrainingPlan } from '../environment/training-plan';

/** What the parts of a region need to know of the rest of the project. */
export interface Context {
  readonly prefix: string;
  readonly production: boolean;
  readonly primaryRegion: string;
  readonly training: readonly TrainingPlan[];
  readonly inference: readonly InferencePlan[];
  readonly evaluation: readonly EvaluationPlan[];
}
