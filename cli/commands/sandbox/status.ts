import { sandboxStatus } from '../../../sandbox/status';
import type { Context } from '../../context';
import { exitCodes } from '../../exit';
import { locateSandbox, requireSandbox, type SandboxOptions } from '../../sandbox/location';
import { renderStatus } from '../../sandbox/status-text';

export interface StatusOptions extends SandboxOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold sandbox status`: clusters, endpoints, and where the public names lead. */
export function showSandbox(file: string, options: StatusOptions, context: Context): number {
  const located = locateSandbox(file, options, context);
  requireSandbox(located);
  const { terminal } = context;
  const status = sandboxStatus(located.environment, located.folder);
  terminal.print(options.format === 'json' ? JSON.stringify(status, null, 2) : renderStatus(status, terminal.colors));
  return exitCodes.ok;
}
