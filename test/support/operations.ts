import type { LoggedOperation } from '../../sandbox/cloud/operations';

/** Whether a call changes the simulated cloud, or tries to. */
export function isChanging({ operation }: LoggedOperation): boolean {
  return operation === 'create' || operation === 'update' || operation === 'delete';
}
