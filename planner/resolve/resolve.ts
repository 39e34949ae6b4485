import { boundedName } from '../../catalog/name-limits';
import { parseDuration } from '../../schemas/duration';
import type { Project } from '../../schemas/project';
import type {
  BudgetPlan,
  CiPlan,
  DeliveryPlan,
  Environment,
  Objectives,
  RegistryPlan,
  StatePlan,
} from '../environment/environment';
import type { RegionPlan } from '../environment/region-plan';
import { resolveAssumptions } from './assumptions';
import { resolveDns } from './dns';
import { resolveEvaluation } from './evaluation';
import { resolveInference } from './inference';
import { catalogShapes, type ModelShapes } from './model-shapes';
import { resolveModels } from './models';
import { resolveMonitoring } from './monitoring';
import { isCold, primaryRegionOf } from './region-role';
import { resolveRegions } from './regions';
import { resolveTraining } from './training';

/**
 * Makes every value of a project explicit. Total: see {@link Environment} for what it does with mistakes.
 *
 * @param shapes of the models, where more is known than the catalog knows
 */
export function resolve(project: Project, shapes: ModelShapes = catalogShapes(project)): Environment {
  const prefix = boundedName('iam-role', project.name, project.environment);
  const production = isProduction(project);
  const primaryRegion = primaryRegionOf(project);
  const inference = resolveInference(project, shapes);
  const training = resolveTraining(project, shapes, inference);
  const places = project.regions.map((region) => ({ ...region, cold: isCold(region) }));
  const evaluation = resolveEvaluation(project, shapes, inference, places);
  const regions = resolveRegions(project, { prefix, production, primaryRegion, training, inference, evaluation });
  const dns = resolveDns(project, prefix, regions, inference);
  const objectives = resolveObjectives(project, regions);
  return {
    project: project.name,
    name: project.environment,
    prefix,
    production,
    tags: resolveTags(project),
    objectives,
    primaryRegion,
    regions,
    registry: resolveRegistry(project, prefix, primaryRegion),
    models: resolveModels(project, shapes),
    training,
    inference,
    evaluation,
    modules: project.modules.map(({ name, tier }) => ({ name, tier })),
    ...(dns && { dns }),
    monitoring: resolveMonitoring(project, regions, inference, objectives.availability),
    assumptions: resolveAssumptions(project),
    delivery: resolveDelivery(project),
    state: resolveState(project),
    ...(project.budget && { budget: resolveBudget(project.budget) }),
    ...(project.ci && { ci: resolveCi(project.ci, prefix) }),
  };
}

/** Environments whose name starts with `prod` are protected and built without single points of failure. */
function isProduction(project: Project): boolean {
  return project.environment.startsWith('prod');
}

function resolveTags(project: Project): Readonly<Record<string, string>> {
  return {
    ...project.tags,
    owner: project.owner,
    project: project.name,
    environment: project.environment,
    'managed-by': 'ninefold',
  };
}

/** What a project promises that says nothing else. */
const defaultObjectives = { availability: 99.9, detection: '10s', recovery: '3.8m' } as const;

/** A single region cannot be recovered elsewhere: what it promises has to be written down. */
function resolveObjectives({ objectives }: Project, regions: readonly RegionPlan[]): Objectives {
  const { availability, detection, recovery } = { ...defaultObjectives, ...objectives };
  const serving = regions.filter((region) => region.endpoint !== undefined);
  return {
    availability,
    detection: parseDuration(detection),
    recovery: parseDuration(recovery),
    promised: objectiveNames.filter((name) => serving.length > 1 || objectives[name] !== undefined),
  };
}

const objectiveNames = ['availability', 'detection', 'recovery'] as const;

/** One repository for the image that trains and evaluates, and one for each engine that serves. */
function resolveRegistry(project: Project, prefix: string, primaryRegion: string): RegistryPlan {
  const engines = [
    ...new Set(project.inference.flatMap(({ engine, canary }) => [engine, canary?.engine ?? engine])),
  ].sort();
  const images = [...(project.training.length + project.evaluation.length > 0 ? ['ms-swift'] : []), ...engines];
  return {
    repositories: images.map((image) => `${prefix}/${image}`),
    replicaRegions: project.regions.map((region) => region.name).filter((name) => name !== primaryRegion),
  };
}

/**
 * Beside the output folder, where removing the output does not remove it: seen from `cdktf.out/stacks/<stack>`, in which
 * Terraform runs.
 */
const localStateFolder = '../../../state';

function resolveDelivery({ delivery }: Project): DeliveryPlan {
  const { by, repository = '', revision, path, secret } = delivery;
  if (by === 'helm') return { by };
  return { by, repository, revision, path, ...(secret !== undefined && { secret }) };
}

function resolveCi({ github }: NonNullable<Project['ci']>, prefix: string): CiPlan {
  const role = (purpose: string) => boundedName('iam-role', prefix, purpose);
  return { ...github, planRole: role('ci-plan'), applyRole: role('ci-apply') };
}

function resolveBudget({ monthly, averageLoad, prices }: NonNullable<Project['budget']>): BudgetPlan {
  return { monthlyUsd: monthly, averageLoad, ...(prices && { prices }) };
}

function resolveState({ state }: Project): StatePlan {
  if (state.backend === 'local') return { backend: 'local', folder: localStateFolder };
  return { backend: 's3', bucket: state.bucket ?? '', region: state.region ?? '' };
}
