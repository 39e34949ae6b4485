import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// `npm test` runs scripts/setup-tools.mjs first, which puts there what this machine does not have already.
const tools = resolve(__dirname, '..', '..', '.tools');

/** The Terraform command that the tests run. */
export const terraformCommand =
  process.env['NINEFOLD_TERRAFORM'] ?? (existsSync(join(tools, 'terraform')) ? join(tools, 'terraform') : 'terraform');

/** Folder that the real hashicorp/aws provider is installed from, without the network. */
export const providerMirror = process.env['NINEFOLD_PROVIDER_MIRROR'] ?? join(tools, 'providers');

const available =
  existsSync(join(providerMirror, 'registry.terraform.io', 'hashicorp', 'aws')) &&
  spawnSync(terraformCommand, ['version'], { stdio: 'ignore' }).status === 0;

/** `it` for tests that need Terraform and the provider: skipped where they cannot be had, except in CI. */
export const itWithTerraform: jest.It = available || process.env['CI'] !== undefined ? it : it.skip;

/** Environment that keeps Terraform away from the user's credentials, settings and plugin cache. */
export function terraformEnvironment(folder: string): NodeJS.ProcessEnv {
  const settings = join(folder, 'terraform.rc');
  writeFileSync(
    settings,
    `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(providerMirror)} }\n}\n`,
  );
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    TF_CLI_CONFIG_FILE: settings,
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
  };
}

/**
 * Runs `terraform init -backend=false` and `terraform validate` with the real provider and returns the complaints;
 * an empty list means that Terraform accepts the configuration.
 */
export function validateFolder(folder: string): string[] {
  const env = terraformEnvironment(folder);
  const run = (...args: string[]) => spawnSync(terraformCommand, args, { cwd: folder, env, encoding: 'utf8' });
  const init = run('init', '-backend=false', '-input=false', '-no-color');
  if (init.status !== 0) return [`terraform init: ${init.stdout}${init.stderr}`];
  const validate = run('validate', '-json');
  const result = JSON.parse(validate.stdout) as { diagnostics?: Diagnostic[] };
  return (result.diagnostics ?? []).map((d) =>
    `${d.severity}: ${d.address ?? ''} ${d.summary} ${d.detail ?? ''}`.trim(),
  );
}

interface Diagnostic {
  readonly severity: string;
  readonly address?: string;
  readonly summary: string;
  readonly detail?: string;
}

interface Configuration {
  readonly terraform?: { readonly backend?: unknown; readonly required_providers?: Readonly<Record<string, unknown>> };
  readonly provider?: Readonly<Record<string, unknown>>;
  readonly resource?: Readonly<Record<string, unknown>>;
}

/** Leaves out what the AWS provider does not know: the sandbox, where Helm is simulated, plans and applies releases. */
function withoutReleases(configuration: Configuration): Configuration {
  const { terraform, provider, resource, ...others } = configuration;
  if (provider?.['helm'] === undefined) return configuration;
  const { helm: _provider, ...providers } = provider;
  const { helm_release: _releases, ...resources } = resource ?? {};
  const { helm: _requirement, ...requirements } = terraform?.required_providers ?? {};
  return {
    ...others,
    terraform: { ...terraform, required_providers: requirements },
    // Terraform refuses a block without a label.
    ...(Object.keys(providers).length > 0 && { provider: providers }),
    ...(Object.keys(resources).length > 0 && { resource: JSON.parse(JSON.stringify(resources, orderOfTheRest)) }),
  };
}

/** What came after a release comes in any order without it. */
function orderOfTheRest(key: string, value: unknown): unknown {
  if (key !== 'depends_on' || !Array.isArray(value)) return value;
  return value.filter((address) => !String(address).startsWith('helm_release.'));
}

/** Writes one stack's JSON into a folder of its own and validates it there. */
export function validateJson(json: unknown): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-validate-'));
  try {
    writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(withoutReleases(json as Configuration)));
    return validateFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Validates all stacks of an environment in one run of Terraform, as modules of one configuration: the provider's schema takes
 * seconds to load and is the same for all. Backends mean nothing in a module, and Terraform warns of them.
 */
export function validateStacks(stacks: ReadonlyMap<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-modules-'));
  try {
    const modules: Record<string, { source: string }> = {};
    for (const [name, text] of stacks) {
      const configuration = withoutReleases(JSON.parse(text) as Configuration);
      const { backend: _, ...terraform } = configuration.terraform ?? {};
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'main.tf.json'), JSON.stringify({ ...configuration, terraform }));
      modules[name] = { source: `./${name}` };
    }
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ module: modules }));
    return validateFolder(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
