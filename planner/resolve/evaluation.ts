import { msSwift } from '../../catalog/ms-swift/pinned';
import type { Evaluation, Project } from '../../schemas/project';
import type { EvaluatedWeights, EvaluationPlan } from '../environment/evaluation-plan';
import type { InferencePlan, ServedModel } from '../environment/inference-plan';
import { defaultQueueName } from '../environment/queue-plan';
import type { RegionPlan } from '../environment/region-plan';
import { trainingPaths } from '../environment/training-command';
import { evaluationFit } from '../fit/evaluation-fit';
import { servedFormat } from '../fit/serving-workload';
import { precision } from '../training/command/job-context';
import { evaluationOfService, evaluationOfWeights } from '../training/command/render-evaluation';
import { homeOf } from '../training/home-region';
import { baseModelOf } from './base-model';
import { catalogModel, type ModelShapes } from './model-shapes';
import { poolRegions } from './pools';
import { nodeOf, runOf } from './training';
import { folderOf } from './weights';

type Regions = readonly Pick<RegionPlan, 'name' | 'cold' | 'drained'>[];
type Subject = Pick<EvaluationPlan, 'command' | 'serves' | 'regions'>;

/** @param regions of the project, in its order */
export function resolveEvaluation(
  project: Project,
  shapes: ModelShapes,
  inference: readonly InferencePlan[],
  regions: Regions,
): EvaluationPlan[] {
  return project.evaluation.map((evaluation) => {
    const subject =
      evaluation.model === undefined
        ? askingService(evaluation, inference, regions)
        : servingWeights(project, evaluation, evaluation.model, shapes);
    const home = homeOf(regions, subject.regions);
    const named = evaluation.regions ?? (home === undefined ? [] : [home]);
    return {
      name: evaluation.name,
      image: evaluation.image ?? msSwift.image,
      ...subject,
      startsIn: subject.regions.filter((name) => named.includes(name)),
      run: runOf(evaluation.run),
    };
  });
}

/** In the cluster of the service, past its gateway; cold regions have none. */
function askingService(evaluation: Evaluation, inference: readonly InferencePlan[], regions: Regions): Subject {
  const service = inference.find(({ name }) => name === evaluation.service);
  const warm = regions.filter(({ name, cold }) => !cold && service?.regions.includes(name));
  return {
    command: evaluationOfService(evaluation, {
      name: evaluation.service ?? '',
      hasApiKey: service?.apiKeySecret !== undefined,
      contextLength: service?.contextLength ?? Number.POSITIVE_INFINITY,
    }),
    regions: warm.map(({ name }) => name),
  };
}

function servingWeights(
  project: Project,
  evaluation: Evaluation,
  model: NonNullable<Evaluation['model']>,
  shapes: ModelShapes,
): Subject {
  const pool = evaluation.pool ?? '';
  const name = baseModelOf(project, model);
  const shape = name === undefined ? undefined : shapes.get(name);
  const node = nodeOf(project, pool);
  const fit = shape && node && evaluationFit(shape, formatOf(project, model, name), node);
  const path = `${trainingPaths.weights}/evaluated/${folderOf(project, name ?? 'model')}`;
  const serves: EvaluatedWeights = {
    model: servedModel(model),
    path,
    pool,
    queue: evaluation.queue ?? defaultQueueName,
    gpusPerNode: node?.count ?? 0,
    ...(fit && { fit }),
  };
  const gpus = fit?.gpus ?? node?.count ?? 1;
  return {
    command: evaluationOfWeights(evaluation, {
      weights: path,
      gpus,
      precision: precision(node ? { node } : {}),
      ...(shape && { model: shape }),
    }),
    serves,
    regions: name === undefined ? [] : poolRegions(project, pool),
  };
}

function servedModel(model: NonNullable<Evaluation['model']>): ServedModel {
  if (typeof model === 'string') return { model };
  const { training, revision } = model;
  return { training, revision: revision === undefined ? { newest: 'promoted' } : { run: revision } };
}

/** As the job has exported them, or as they are published. */
function formatOf(project: Project, evaluated: NonNullable<Evaluation['model']>, name: string | undefined) {
  const job = typeof evaluated === 'string' ? undefined : project.training.find((j) => j.name === evaluated.training);
  const model = project.models.find((candidate) => candidate.name === name);
  const published = model && catalogModel(model)?.dtype;
  const { quantization = 'none', bits = 4 } = job?.export ?? {};
  return servedFormat(quantization, published, bits);
}
