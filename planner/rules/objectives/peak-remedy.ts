import { prove } from '../../availability/proof';
import type { Environment } from '../../environment/environment';
import type { InferencePlan } from '../../environment/inference-plan';

/** So many replicas more are tried: where they do not help, replicas are not what is missing. */
const mostAdded = 8;

/**
 * Changes that let what is left carry the peak after a failure, each found by proving the changed environment.
 *
 * @returns phrases for a fix; none where neither change alone keeps the promised recovery
 */
export function peakRemedies(environment: Environment, service: InferencePlan): readonly string[] {
  const min = smallestMinimum(environment, service);
  const load = largestLoad(environment);
  return [
    ...(min === undefined ? [] : [`set replicas.min of ${service.name} to ${min}`]),
    ...(load === undefined ? [] : [`set assumptions.peakLoad to ${load}, if the busiest hour needs no more`]),
  ];
}

function smallestMinimum(environment: Environment, service: InferencePlan): number | undefined {
  return Array.from({ length: mostAdded }, (_, added) => service.replicas.min + added + 1).find((min) =>
    keepsRecovery({
      ...environment,
      inference: environment.inference.map((other) =>
        other === service
          ? { ...other, replicas: { ...other.replicas, min, max: Math.max(min, other.replicas.max) } }
          : other,
      ),
    }),
  );
}

/** In whole per cent. Less load never takes longer, so that halving the range finds it. */
function largestLoad(environment: Environment): number | undefined {
  const kept = (percent: number) =>
    keepsRecovery({ ...environment, assumptions: { ...environment.assumptions, peakLoad: percent / 100 } });
  let [low, high] = [leastLoad, Math.ceil(environment.assumptions.peakLoad * 100) - 1];
  if (high < low || !kept(low)) return undefined;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    [low, high] = kept(middle) ? [middle, high] : [low, middle - 1];
  }
  return low;
}

/** The smallest that the schema allows, in per cent. */
const leastLoad = 5;

function keepsRecovery(environment: Environment): boolean {
  return prove(environment).verdicts.some(({ objective, outcome }) => objective === 'recovery' && outcome === 'kept');
}
