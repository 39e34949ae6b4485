import type { Inspection } from '../../deploy/inspect';
import { type Obstacle, obstaclesTo } from '../../deploy/obstacles';
import { UserError } from '../exit';

/**
 * Refuses to destroy what is protected, and what keeps data unless somebody has said that it may be deleted. It does so
 * for all stacks before anything is destroyed.
 *
 * @param unprotect what to do about protected objects
 */
export function refuseObstacles(inspections: readonly Inspection[], deleteData: boolean, unprotect: string): void {
  const obstacles = inspections.flatMap(({ stack, resources }) => obstaclesTo(stack, resources));
  const shielded = obstacles.filter(({ kind }) => kind === 'protected');
  if (shielded.length > 0) throw new UserError(`protected from destruction:\n${list(shielded)}`, unprotect);
  const data = obstacles.filter(({ kind }) => kind === 'data');
  if (data.length > 0 && !deleteData) {
    throw new UserError(
      `these objects may keep data that nothing else can make again:\n${list(data)}`,
      'copy what is still needed, then pass --delete-data; empty what AWS refuses to delete before that, all versions included',
    );
  }
}

function list(obstacles: readonly Obstacle[]): string {
  return obstacles.map(({ stack, address, reason }) => `  ${stack}  ${address}: ${reason}`).join('\n');
}
