import { type FollowUps, trainingPaths } from '../../environment/training-command';
import { type JobContext, modelFolder } from './job-context';
import { renderEvaluation } from './render-evaluation';
import { renderExport } from './render-export';
import { renderMerge } from './render-merge';

/** What is done with the last checkpoint of a job. */
export function followUpsOf(context: JobContext): FollowUps {
  const checkpoint = `${trainingPaths.checkpoint}/${modelFolder(context)}`;
  const merge = renderMerge(context, checkpoint);
  const weights = merge?.output ?? checkpoint;
  const evaluate = renderEvaluation(context, weights);
  const exported = renderExport(context, weights);
  return {
    checkpoint,
    ...(merge && { merge }),
    ...(evaluate && { evaluate }),
    ...(exported && { export: exported }),
  };
}
