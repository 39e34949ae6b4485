import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Environment } from '../../planner/environment/environment';
import { type SandboxFolder, sandboxFolder } from '../../sandbox/sandbox-folder';
import { sandboxVariable } from '../../sandbox/variables';
import { userErrorOf } from '../as-user-error';
import { claimForSandbox } from '../sandbox/claim';

/** Where an environment is deployed. */
export interface Target {
  /** Set when nothing of it is real. */
  readonly simulated: boolean;
  /** Folder to write the stacks to, and to run Terraform in. */
  readonly output: string;
  /** What of the environment is different there. */
  readonly adapt: (environment: Environment) => Environment;
  /** Makes everything ready, and returns the environment of Terraform's processes. */
  readonly prepare: (environment: Environment) => Promise<NodeJS.ProcessEnv>;
}

/** The sandbox that the variables of `ninefold sandbox env` name, else the clouds that the user's credentials lead to. */
export function chosenTarget(output: string): Target {
  const root = process.env[sandboxVariable];
  return root ? sandboxTarget(sandboxFolder(root)) : cloudTarget(output);
}

function cloudTarget(output: string): Target {
  return {
    simulated: false,
    output,
    adapt: (environment) => environment,
    async prepare() {
      // Without a cache every stack would download the AWS provider, hundreds of megabytes, for itself.
      const cache = process.env['TF_PLUGIN_CACHE_DIR'] || resolve(output, 'plugin-cache');
      // Terraform does not make it.
      mkdirSync(cache, { recursive: true });
      return { ...process.env, TF_PLUGIN_CACHE_DIR: cache };
    },
  };
}

/**
 * The sandbox in a folder, which is made for it.
 *
 * @throws UserError if the folder holds something else, or cannot be made
 */
export function sandboxTarget(folder: SandboxFolder): Target {
  claimForSandbox(folder);
  // Loaded here, because other commands do not need it.
  const { sandboxedEnvironment } =
    require('../../sandbox/sandboxed-environment') as typeof import('../../sandbox/sandboxed-environment');
  return {
    simulated: true,
    output: folder.output,
    adapt: (environment) => sandboxedEnvironment(environment, folder),
    async prepare({ dns }) {
      const { prepareSandbox } = require('../../sandbox/prepare') as typeof import('../../sandbox/prepare');
      const { seedCloud } = require('../../sandbox/seed') as typeof import('../../sandbox/seed');
      const { openStore } = require('../../sandbox/cloud/store') as typeof import('../../sandbox/cloud/store');
      const { sandboxEnvironment } = require('../../sandbox/variables') as typeof import('../../sandbox/variables');
      try {
        await prepareSandbox(folder, schemaCache());
      } catch (error) {
        const { path } = error as NodeJS.ErrnoException;
        throw userErrorOf(
          error,
          `cannot write ${path}`,
          'correct that; XDG_CACHE_HOME names another folder for caches',
        );
      }
      seedCloud(openStore(folder.cloud), dns ? { zone: dns.zone } : {});
      return sandboxEnvironment(folder, process.env);
    },
  };
}

/** The user's folder for what can be made again (XDG Base Directory Specification). */
function schemaCache(): string {
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'ninefold');
}
