import { type EvaluationCommand, type FollowUps, trainingPaths } from '../../environment/training-command';
import { evaluationFit } from '../../fit/evaluation-fit';
import { type JobContext, modelFolder, precision } from './job-context';
import { evaluationOfService, evaluationOfWeights } from './render-evaluation';
import { renderExport } from './render-export';
import { renderMerge } from './render-merge';

/** What is done with the last checkpoint of a job. */
export function followUpsOf(context: JobContext): FollowUps {
  const checkpoint = `${trainingPaths.checkpoint}/${modelFolder(context)}`;
  const merge = renderMerge(context, checkpoint);
  const weights = merge?.output ?? checkpoint;
  const evaluate = evaluationOf(context, weights);
  const exported = renderExport(context, weights);
  return {
    checkpoint,
    ...(merge && { merge }),
    ...(evaluate && { evaluate }),
    ...(exported && { export: exported }),
  };
}

/** Of whole weights, or of the service that serves them before anybody else may have them. */
function evaluationOf(context: JobContext, weights: string): EvaluationCommand | undefined {
  const { job, asked, model, node, gpusPerNode } = context;
  const { evaluate } = job;
  if (evaluate === undefined) return undefined;
  if (asked !== undefined) return evaluationOfService(evaluate, asked);
  const gpus = model && node ? evaluationFit(model, 'bf16', node).gpus : gpusPerNode;
  return evaluationOfWeights(evaluate, { weights, gpus, precision: precision(context), ...(model && { model }) });
}
