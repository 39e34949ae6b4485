import { contentDigest } from '../../constructs/kubernetes/content-digest';
import type { InferencePlan } from '../../planner/environment/inference-plan';

/** Differs where the answers of a service may: by its weights, its engine, or how that is started. */
export function servedVersion({ model, adapters, command }: InferencePlan): string {
  return contentDigest(JSON.stringify({ model, adapters, command }), 8);
}
