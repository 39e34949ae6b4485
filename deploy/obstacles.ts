import { protections } from '../catalog/replacements/consequences';
import { dataIn } from './data-stores';
import { preventedFromDestruction } from './terraform/configuration';
import type { Stack } from './terraform/manifest';
import type { StateResource } from './terraform/stack-state';

/** An object that must not simply be destroyed. */
export interface Obstacle {
  readonly stack: string;
  readonly address: string;
  /** `data`: it keeps data. `protected`: Terraform or AWS would refuse, after other objects are gone. */
  readonly kind: 'data' | 'protected';
  readonly reason: string;
}

/** What stands against the destruction of a stack's objects. */
export function obstaclesTo(stack: Stack, resources: readonly StateResource[]): Obstacle[] {
  const prevented = new Set(preventedFromDestruction(stack));
  return resources.flatMap((found): Obstacle[] => {
    const { resource, address, type, attributes } = found;
    const about = { stack: stack.name, address };
    const protection = protections[type];
    const data = dataIn(found);
    return [
      ...(prevented.has(resource) ? [{ ...about, kind: 'protected' as const, reason: 'prevent_destroy is set' }] : []),
      ...(protection !== undefined && attributes[protection] === true
        ? [{ ...about, kind: 'protected' as const, reason: `${protection} is on in AWS` }]
        : []),
      ...(data === undefined ? [] : [{ ...about, kind: 'data' as const, reason: data }]),
    ];
  });
}
