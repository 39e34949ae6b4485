import type { RegionStatus, SandboxStatus } from '../../sandbox/status';
import type { Colors } from '../terminal/terminal';

/** What a sandbox holds, for people. */
export function renderStatus(status: SandboxStatus, colors: Colors): string {
  const { project, environment, folder, regions, globalObjects, operations } = status;
  return [
    `${colors.bold(`${project} / ${environment}`)} in the sandbox ${folder} ${colors.yellow('(simulated)')}`,
    regions.map((region) => renderRegion(region, colors)).join('\n\n'),
    renderNames(status, colors),
    `${globalObjects} objects outside of regions; ${operations.total} API calls, ${operations.refused} refused`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function renderRegion(
  { region, role, reachable, objects, clusters, loadBalancers }: RegionStatus,
  colors: Colors,
): string {
  const state = reachable ? colors.green('reachable') : colors.red('lost');
  const lines = clusters.flatMap(({ name, version, status, endpoint, nodeGroups }) => [
    `  cluster   ${name}, Kubernetes ${version}, ${status}`,
    `            ${endpoint}`,
    ...nodeGroups.map((group) => `  nodes     ${group.name}: ${group.nodes}, ${group.status}`),
  ]);
  return [
    `${colors.bold(region)}  ${role}, ${state}, ${objects} objects`,
    ...lines,
    ...loadBalancers.map((name) => `  endpoint  ${name}`),
  ].join('\n');
}

/** Where the public names lead. */
export function renderNames({ names }: SandboxStatus, colors: Colors): string {
  return names
    .flatMap(({ name, answers }) => {
      const width = Math.max(0, ...answers.map(({ target }) => target.length));
      const rows = answers.map(({ target, share, healthy }) => {
        const part = share > 0 ? `${Math.round(share * 100)} % of answers` : healthy ? 'waits' : 'left out';
        return `  ${target.padEnd(width)}  ${healthy ? colors.green('healthy') : colors.red('unhealthy')}, ${part}`;
      });
      return [`${colors.bold(name)} leads to`, ...(rows.length > 0 ? rows : ['  nothing yet'])];
    })
    .join('\n');
}
