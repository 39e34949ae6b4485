import { existsSync } from 'node:fs';

// `npm test` runs scripts/setup-tools.mjs first, which installs them where it can.
const folders = [...(process.env['PATH'] ?? '').split(':').filter(Boolean), '/usr/local/sbin', '/usr/sbin', '/usr/bin'];

/** Servers, their tools, and a browser that come from Debian's packages. */
export type DebianTool = 'haproxy' | 'prometheus' | 'promtool' | 'prometheus-alertmanager' | 'amtool' | 'chromium';

/** Path of a tool, or its bare name where it is not there. */
export function debianTool(tool: DebianTool): string {
  return folders.map((folder) => `${folder}/${tool}`).find((path) => existsSync(path)) ?? tool;
}

/** Whether what takes a tool must run: where the tool is there, and always in CI. */
export function mustRun(tool: DebianTool): boolean {
  return debianTool(tool) !== tool || process.env['CI'] !== undefined;
}

/** `describe` for tests that run several tools: skipped where one cannot be had, except in CI. */
export function describeWithTools(...tools: readonly DebianTool[]): jest.Describe {
  return tools.every(mustRun) ? describe : describe.skip;
}

/** `it` for tests that run a tool: skipped where it cannot be had, except in CI. */
export function itWithTool(tool: DebianTool): jest.It {
  return mustRun(tool) ? it : it.skip;
}
