import { type ObjectiveVerdict, prove } from '../../availability/proof';
import type { Environment } from '../../environment/environment';

/** The verdict on an objective that is promised and not kept. */
export function brokenPromise(
  environment: Environment,
  objective: ObjectiveVerdict['objective'],
): ObjectiveVerdict | undefined {
  return prove(environment).verdicts.find((verdict) => verdict.objective === objective && verdict.outcome === 'broken');
}
