import { join } from 'node:path';
import { packageFolder } from '../schemas/package-folder';
import type { SandboxFolder } from './sandbox-folder';

/** Set inside of a sandbox: its folder. Ninefold's commands and the program that cdktf runs then work on the sandbox. */
export const sandboxVariable = 'NINEFOLD_SANDBOX';

/**
 * Variables with which Terraform and cdktf run against a sandbox; undefined says that a variable must not be set.
 *
 * They do more than Terraform needs, so that nothing real can be touched by accident: credentials are replaced, their
 * files hidden, and every AWS endpoint leads to a port where nobody listens, for whatever asks AWS without a simulated
 * provider (a state in S3, for example).
 */
export function sandboxVariables(folder: SandboxFolder): Readonly<Record<string, string | undefined>> {
  return {
    [sandboxVariable]: folder.root,
    NINEFOLD_SANDBOX_NODE: process.execPath,
    NINEFOLD_SANDBOX_PROVIDER: join(packageFolder, 'dist', 'sandbox', 'provider-process.js'),
    TF_CLI_CONFIG_FILE: folder.terraformSettings,
    // A simulated provider in the user's plugin cache would be used by real runs.
    TF_PLUGIN_CACHE_DIR: undefined,
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: '1',
    CDKTF_OUTPUT: folder.output,
    CDKTF_HOME: folder.home,
    // `terraform providers lock` asks the registry, whatever Terraform is told to install from.
    CDKTF_SKIP_PROVIDER_LOCK: 'true',
    // cdktf kills the siblings of a stack that fails.
    CDKTF_PARALLELISM: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_ACCESS_KEY_ID: 'simulated',
    AWS_SECRET_ACCESS_KEY: 'simulated',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    AWS_ENDPOINT_URL_S3: undefined,
    AWS_ENDPOINT_URL_DYNAMODB: undefined,
    AWS_ENDPOINT_URL_STS: undefined,
    // Older names, which the backend in S3 still reads.
    AWS_S3_ENDPOINT: undefined,
    AWS_DYNAMODB_ENDPOINT: undefined,
    AWS_STS_ENDPOINT: undefined,
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    AWS_SESSION_TOKEN: undefined,
    AWS_SECURITY_TOKEN: undefined,
    AWS_ROLE_ARN: undefined,
    AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
    AWS_CONTAINER_AUTHORIZATION_TOKEN: undefined,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: undefined,
    TF_REATTACH_PROVIDERS: undefined,
    TF_DISABLE_PLUGIN_TLS: undefined,
    TF_DATA_DIR: undefined,
    TF_WORKSPACE: undefined,
    TF_CLI_ARGS: undefined,
    TF_CLI_ARGS_init: undefined,
    TF_CLI_ARGS_plan: undefined,
    TF_CLI_ARGS_apply: undefined,
    TF_CLI_ARGS_destroy: undefined,
  };
}

/** What processes of a sandbox get from the user's environment. */
const inherited = ['PATH', 'LANG', 'LC_ALL', 'TERM', 'TMPDIR', 'NINEFOLD_TERRAFORM', 'TERRAFORM_BINARY_NAME'];

/** The whole environment of a process that runs inside a sandbox. */
export function sandboxEnvironment(folder: SandboxFolder, outside: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = inherited.flatMap((name) => (outside[name] === undefined ? [] : [[name, outside[name]]]));
  const set = Object.entries(sandboxVariables(folder)).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(kept), ...Object.fromEntries(set), HOME: folder.home };
}
