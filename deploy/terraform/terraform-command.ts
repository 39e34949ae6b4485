import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { printedJson } from './printed-json';
import { DeployProblem } from './problem';

/** Locks in S3 without DynamoDB are stable since this version, and the stacks require it. */
const oldest = [1, 11] as const;

/** Terraform answers within a second; on a busy machine it may take some. */
const patienceMilliseconds = 60_000;

const needed = `install Terraform ${oldest.join('.')} or newer (\`npm run setup\` does, in a clone of Ninefold, or https://developer.hashicorp.com/terraform/install), or name it by NINEFOLD_TERRAFORM`;

/**
 * The Terraform command that a user wants: `NINEFOLD_TERRAFORM`, else `TERRAFORM_BINARY_NAME`, which the cdktf command
 * reads too, else `terraform` on the PATH if it is new enough, else the one that `npm run setup` installed.
 *
 * @param installed where `npm run setup` would have put it
 * @param patience milliseconds to wait for an answer
 * @throws DeployProblem if there is none, or only one that is too old or does not work
 */
export function findTerraform(
  environment: NodeJS.ProcessEnv,
  installed: string,
  patience: number = patienceMilliseconds,
): string {
  const named = environment['NINEFOLD_TERRAFORM'] || environment['TERRAFORM_BINARY_NAME'];
  if (named) return checked(named, environment, patience);
  try {
    return checked('terraform', environment, patience);
  } catch (problem) {
    if (!existsSync(installed)) throw problem;
    return checked(installed, environment, patience);
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such command',
  EACCES: 'it is not executable',
  ENOEXEC: 'it is no program for this computer',
};

function checked(command: string, environment: NodeJS.ProcessEnv, patience: number): string {
  const { error, status, signal, stdout, stderr } = spawnSync(command, ['version', '-json'], {
    encoding: 'utf8',
    env: { ...environment, CHECKPOINT_DISABLE: '1' },
    timeout: patience,
    killSignal: 'SIGKILL',
  });
  const { code = '', message = '' } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ETIMEDOUT') {
    throw new DeployProblem(`\`${command} version\` does not answer within ${patience / 1000} s`, needed);
  }
  if (error !== undefined) throw new DeployProblem(`cannot run ${command}: ${reasons[code] ?? message}`, needed);
  const version = versionIn(stdout);
  if (version === undefined) {
    const how = signal === null ? `exit code ${status}` : `ended by ${signal}`;
    const said = stderr.trim() === '' ? '' : `: ${firstWords(stderr)}`;
    throw new DeployProblem(`\`${command} version\` does not tell its version (${how})${said}`, needed);
  }
  if (isOld(version)) throw new DeployProblem(`${command} is version ${version}, which is too old`, needed);
  return command;
}

function versionIn(output: string): string | undefined {
  try {
    const { terraform_version: version } = printedJson(output) as Record<string, unknown>;
    return typeof version === 'string' && /^\d+\.\d+\./.test(version) ? version : undefined;
  } catch {
    return undefined;
  }
}

function isOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}

/** Enough of what a broken command says to recognise it. */
function firstWords(text: string): string {
  const words = text.trim().replace(/\p{Cc}+/gu, ' ');
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
