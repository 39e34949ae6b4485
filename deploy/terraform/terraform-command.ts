import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { printedJson } from './printed-json';
import { DeployProblem } from './problem';

/** Locks in S3 without DynamoDB are stable since this version, and the stacks require it. */
const oldest = [1, 11] as const;

const needed = `install Terraform ${oldest.join('.')} or newer (\`npm run setup\` does, in a clone of Ninefold, or https://developer.hashicorp.com/terraform/install), or name it by NINEFOLD_TERRAFORM`;

/**
 * The Terraform command that a user wants: `NINEFOLD_TERRAFORM`, else `TERRAFORM_BINARY_NAME`, which the cdktf command
 * reads too, else `terraform` on the PATH if it is new enough, else the one that `npm run setup` installed.
 *
 * @param installed where `npm run setup` would have put it
 * @throws DeployProblem if there is none, or only one that is too old
 */
export function findTerraform(environment: NodeJS.ProcessEnv, installed: string): string {
  const named = environment['NINEFOLD_TERRAFORM'] || environment['TERRAFORM_BINARY_NAME'];
  if (named) return checked(named, environment);
  try {
    return checked('terraform', environment);
  } catch (problem) {
    if (!existsSync(installed)) throw problem;
    return checked(installed, environment);
  }
}

function checked(command: string, environment: NodeJS.ProcessEnv): string {
  const { error, status, stdout, stderr } = spawnSync(command, ['version', '-json'], {
    encoding: 'utf8',
    env: { ...environment, CHECKPOINT_DISABLE: '1' },
  });
  if (error !== undefined) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DeployProblem(
      `cannot run ${command}: ${code === 'ENOENT' ? 'there is no such command' : error.message}`,
      needed,
    );
  }
  const version = versionIn(stdout);
  if (version === undefined) {
    throw new DeployProblem(
      `\`${command} version\` does not tell its version (exit code ${status})${stderr === '' ? '' : `: ${stderr.trim()}`}`,
      needed,
    );
  }
  if (isOld(version)) throw new DeployProblem(`${command} is version ${version}, which is too old`, needed);
  return command;
}

function versionIn(output: string): string | undefined {
  try {
    const { terraform_version: version } = printedJson(output) as Record<string, unknown>;
    return typeof version === 'string' ? version : undefined;
  } catch {
    return undefined;
  }
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}
