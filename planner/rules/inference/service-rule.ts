import type { Architecture } from '../../../catalog/models';
import type { Path, Violation } from '../../../schemas/finding';
import type { InferenceService } from '../../../schemas/project';
import type { GpuNode } from '../../fit/gpu-node';
import type { InferencePlan } from '../../inference/inference-plan';
import { baseModelOf } from '../../inference/resolve-inference';
import { nodeOf } from '../../training/resolve-training';
import { type PlacedProblem, violationsAt } from '../placed-problem';
import type { Subject } from '../rule';

/** A service of the spec with what is known of it. */
export interface PlannedService {
  readonly service: InferenceService;
  /** Place in the spec. */
  readonly index: number;
  readonly plan: InferencePlan;
  /** Undefined if the pool has no NVIDIA GPUs that the catalog knows. */
  readonly node?: GpuNode;
  /** Undefined if the shape of the model is unknown. */
  readonly model?: Architecture;
}

/** Judges every service. */
export function checkServices(
  subject: Subject,
  problemsOf: (planned: PlannedService) => readonly PlacedProblem[],
): Violation[] {
  return plannedServices(subject).flatMap((planned) =>
    violationsAt(['inference', planned.index], involved(planned.index), problemsOf(planned)),
  );
}

/** What a service is judged by besides itself. */
function involved(index: number): readonly Path[] {
  return [
    ['inference', index, 'pool'],
    ['inference', index, 'model'],
  ];
}

function plannedServices({ project, environment }: Subject): PlannedService[] {
  return project.inference.flatMap((service, index) => {
    const plan = environment.inference[index];
    if (plan === undefined) return [];
    const node = nodeOf(project, service.pool);
    const model = environment.models.find(({ name }) => name === baseModelOf(project, service))?.architecture;
    return [{ service, index, plan, ...(node && { node }), ...(model && { model }) }];
  });
}
