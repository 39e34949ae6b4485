import type { Architecture } from '../../../catalog/models';
import type { Path, Violation } from '../../../schemas/finding';
import type { InferenceService } from '../../../schemas/project';
import type { InferencePlan } from '../../environment/inference-plan';
import type { GpuNode } from '../../fit/gpu-node';
import { canaryFields, canaryService } from '../../inference/canary-service';
import { baseModelOf } from '../../resolve/base-model';
import { nodeOf } from '../../resolve/training';
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

/** Judges every service, and every canary like a service of its own. */
export function checkServices(
  subject: Subject,
  problemsOf: (planned: PlannedService) => readonly PlacedProblem[],
): Violation[] {
  return plannedServices(subject).flatMap((planned) => {
    const place = ['inference', planned.index];
    const problems = problemsOf(planned);
    const canary = canaryOf(subject, planned);
    return [
      ...violationsAt(place, involved(planned.index), problems),
      ...(canary ? violationsAt(place, involved(planned.index), canaryProblems(canary, problems, problemsOf)) : []),
    ];
  });
}

interface PlannedCanary {
  readonly planned: PlannedService;
  /** Fields that the spec of the canary names itself. */
  readonly own: ReadonlySet<unknown>;
}

function canaryOf(subject: Subject, { service, index, plan, node }: PlannedService): PlannedCanary | undefined {
  const other = canaryService({ ...service, contextLength: plan.contextLength });
  if (service.canary === undefined || other === undefined || plan.canary === undefined) return undefined;
  const { weight, replicas, regions, ...version } = plan.canary;
  const { fit: _fit, ...same } = plan;
  const model = modelOf(subject, other);
  return {
    planned: {
      service: other,
      index,
      plan: { ...same, ...version },
      ...(node && { node }),
      ...(model && { model }),
    },
    own: new Set(Object.keys(service.canary)),
  };
}

/** What is wrong with the canary and not with its service as well, at the field of the canary that it is about. */
function canaryProblems(
  { planned, own }: PlannedCanary,
  ofService: readonly PlacedProblem[],
  problemsOf: (planned: PlannedService) => readonly PlacedProblem[],
): PlacedProblem[] {
  const fields: readonly unknown[] = [...canaryFields, 'contextLength', 'startupLimit', 'scaling'];
  return problemsOf(planned).flatMap(({ field, ...problem }) => {
    const [first] = field;
    const isOwn = first !== undefined && own.has(first);
    // What is no matter of the version, or the fault of the service, has been said.
    if (first !== undefined && !fields.includes(first)) return [];
    if (!isOwn && ofService.some((other) => other.field[0] === first)) return [];
    const message = `canary: ${problem.message}`;
    return [{ ...problem, message, field: isOwn ? ['canary', ...field] : ['canary'] }];
  });
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
    const model = modelOf({ project, environment }, service);
    return [{ service, index, plan, ...(node && { node }), ...(model && { model }) }];
  });
}

function modelOf(
  { project, environment }: Pick<Subject, 'project' | 'environment'>,
  service: InferenceService,
): Architecture | undefined {
  return environment.models.find(({ name }) => name === baseModelOf(project, service.model))?.architecture;
}
