import type { TrainingJob } from '../../../schemas/project';
import type { InferencePlan } from '../../environment/inference-plan';
import type { Subject } from '../rule';

/** The service that the evaluation of a job asks; undefined for none, and for one that another rule refuses. */
export function askedService({ environment }: Subject, job: TrainingJob): InferencePlan | undefined {
  return environment.inference.find(
    ({ name, model }) => name === job.evaluate?.service && 'training' in model && model.training === job.name,
  );
}
