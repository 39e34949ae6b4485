import { isLossOf, readFaults, writeFaults } from '../../../sandbox/cloud/faults';
import { sandboxStatus } from '../../../sandbox/status';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { locateSandbox, requireSandbox, type SandboxOptions } from '../../sandbox/location';
import { renderNames } from '../../sandbox/status-text';

/** `ninefold sandbox lose REGION`: no API and no endpoint of the region answers any more. */
export function loseRegion(region: string, options: SandboxOptions & RegionSpec, context: Context): number {
  return changeRegion(region, options, context, true);
}

/** `ninefold sandbox restore REGION`: the region answers again. */
export function restoreRegion(region: string, options: SandboxOptions & RegionSpec, context: Context): number {
  return changeRegion(region, options, context, false);
}

interface RegionSpec {
  readonly spec: string;
}

function changeRegion(region: string, options: SandboxOptions & RegionSpec, context: Context, lost: boolean): number {
  const located = locateSandbox(options.spec, options, context);
  requireSandbox(located);
  const { environment, folder } = located;
  const names = environment.regions.map(({ name }) => name);
  if (!names.includes(region)) {
    throw new UserError(`${environment.project} has no region ${region}`, `name one of ${names.join(', ')}`);
  }
  const id = `lost-${region}`;
  const others = readFaults(folder.cloud).filter((rule) => rule.region !== region || !isLossOf(region, rule));
  writeFaults(folder.cloud, lost ? [...others, { id, fault: 'region-down', region }] : others);
  const { terminal } = context;
  terminal.print(`${region} ${lost ? 'is lost' : 'answers again'} (simulated)`);
  terminal.print(renderNames(sandboxStatus(environment, folder), terminal.colors));
  return exitCodes.ok;
}
