import type { Values } from '../protocol/value';
import type { ResourceModel } from './resource-model';

/** The identifier of an object in the cloud, from what Terraform records about it. */
export function identify(values: Values, model: ResourceModel | undefined): string {
  const { id, arn } = values;
  if (typeof id === 'string') return id;
  if (model?.importId) return importIdOf(values, model.importId);
  if (typeof arn === 'string') return arn;
  return JSON.stringify(Object.entries(values).filter(([, value]) => typeof value === 'string'));
}

export function importIdOf(values: Values, { attributes, separator }: NonNullable<ResourceModel['importId']>): string {
  return attributes.map((name) => String(values[name] ?? '')).join(separator);
}

/** What people call an object, for fault rules and the operations log. */
export function nameOf(values: Values): string | undefined {
  const tags = values['tags'];
  const tagged = typeof tags === 'object' && tags !== null ? (tags as Values)['Name'] : undefined;
  const names = ['name', 'cluster_name', 'bucket', 'repository', 'role', 'function_name', 'name_prefix'].map(
    (name) => values[name],
  );
  return [tagged, ...names].find((name): name is string => typeof name === 'string');
}
