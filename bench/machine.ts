import { spawnSync } from 'node:child_process';
import { cpus, platform, release } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from '../deploy/terraform/terraform-command';
import { packageFolder } from '../schemas/package-folder';
import type { Machine } from './results';

/** What the figures depend on. */
export function machine(): Machine {
  const processors = cpus();
  const terraform = terraformVersion();
  return {
    system: `${platform()} ${release()}`,
    processor: processors[0]?.model.trim() ?? 'unknown processor',
    cores: processors.length,
    node: process.versions.node,
    ...(terraform !== undefined && { terraform }),
  };
}

function terraformVersion(): string | undefined {
  try {
    const command = findTerraform(process.env, join(packageFolder, '.tools', 'terraform'));
    const { stdout } = spawnSync(command, ['version', '-json'], { encoding: 'utf8' });
    return (JSON.parse(stdout) as { terraform_version?: string }).terraform_version;
  } catch {
    return undefined;
  }
}
