import type { Model, Project, TrainingJob } from '../../schemas/project';
import { trainingPaths } from '../environment/training-command';
import type { ModelRole, WeightsPlan } from '../environment/weights-plan';
import { parseSource } from './model-source';

/** The models and adapters that a job names, the one it starts from first. */
export function weightsOf(project: Project, job: TrainingJob): WeightsPlan[] {
  const roles: readonly [ModelRole, string | undefined][] = [
    ['start', job.model],
    ['reference', job.referenceModel],
    ['reward', job.rewardModel],
    ['teacher', job.teacherModel],
  ];
  const models = roles.flatMap(([role, model]): WeightsPlan[] => {
    if (model === undefined) return [];
    return [{ role, model, path: `${trainingPaths.weights}/${role}/${folderOf(project, model)}` }];
  });
  if (job.adapters === undefined) return models;
  const { training } = job.adapters;
  return [...models, { role: 'adapters', training, path: `${trainingPaths.weights}/adapters/${training}` }];
}

/**
 * Name of a folder of weights. ms-swift recognises models by it: where several families have the architecture of one
 * `config.json`, it stops at a name that it does not know. Source: ms-swift 4.4, `swift/model/model_meta.py`
 * (`get_matched_model_meta`).
 */
export function folderOf({ models }: Project, name: string): string {
  const model = models.find((candidate) => candidate.name === name);
  return (model && repositoryName(model)) ?? name;
}

function repositoryName({ source, like }: Model): string | undefined {
  const parsed = parseSource(source);
  const repository = like ?? (parsed.hub === 's3' ? parsed.prefix : parsed.repository);
  return repository.split('/').at(-1) || undefined;
}
