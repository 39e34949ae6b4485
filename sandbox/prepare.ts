import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { replaceFile } from '../deploy/replace-file';
import { makeIdentity } from './protocol/identity';
import type { Protocol } from './protocol/messages';
import type { Identity } from './protocol/server';
import type { SandboxFolder } from './sandbox-folder';
import { cachedSchema } from './schema/cached-schema';
import { openSchema } from './schema/open-schema';

export const simulatedProviders = ['aws', 'helm'] as const;
export type SimulatedProvider = (typeof simulatedProviders)[number];

/** What provider processes read when they start. */
export interface ProviderSettings {
  readonly identity: Identity;
  /** File with the schema of each provider. */
  readonly schemas: Readonly<Record<SimulatedProvider, string>>;
}

/**
 * Makes a folder ready for Terraform: simulated providers to install, and a configuration that allows no others. May be
 * repeated while Terraform runs: the cloud, the states, installed providers and what they identify themselves by stay;
 * the settings are written anew, because another version of Ninefold may have written them.
 *
 * @param cache folder for schemas, which take seconds to derive; sandboxes have copies and do not depend on it
 */
export async function prepareSandbox(folder: SandboxFolder, cache: string): Promise<void> {
  for (const path of [folder.cloud, folder.state, folder.schemas, folder.home]) mkdirSync(path, { recursive: true });
  const schemas = { aws: copySchema(folder, 'aws', cache), helm: copySchema(folder, 'helm', cache) };
  for (const provider of simulatedProviders) installProvider(folder, provider, schemas[provider]);
  replaceFile(folder.terraformSettings, terraformSettings(folder));
  const settings: ProviderSettings = { identity: await identityOf(folder), schemas };
  // The private key is nobody else's business.
  replaceFile(folder.providerSettings, JSON.stringify(settings), 0o600);
}

/** The file with the schema of a provider in the sandbox. The name tells schemas of different versions apart. */
function copySchema({ schemas }: SandboxFolder, provider: SimulatedProvider, cache: string): string {
  const cached = cachedSchema(provider, cache);
  const file = join(schemas, basename(cached));
  if (existsSync(file)) return file;
  replaceFile(file, readFileSync(cached));
  return file;
}

/** The one that providers have shown already, because Terraform may be running right now. */
async function identityOf({ providerSettings }: SandboxFolder): Promise<Identity> {
  if (!existsSync(providerSettings)) return makeIdentity();
  return (JSON.parse(readFileSync(providerSettings, 'utf8')) as ProviderSettings).identity;
}

/** Terraform installs from nowhere else, so that a simulated environment cannot get a real provider. */
function terraformSettings({ mirror }: SandboxFolder): string {
  return [
    'disable_checkpoint = true',
    'provider_installation {',
    `  filesystem_mirror { path = ${JSON.stringify(mirror)} }`,
    '}',
    '',
  ].join('\n');
}

function installProvider({ mirror }: SandboxFolder, provider: SimulatedProvider, schemaFile: string): void {
  const { source, version, protocol } = openSchema(schemaFile);
  const file = join(
    mirror,
    'registry.terraform.io',
    source,
    version,
    platform(),
    binaryName(provider, version, protocol),
  );
  // Lock files of the stacks hold its digest.
  if (existsSync(file)) return;
  mkdirSync(dirname(file), { recursive: true });
  replaceFile(file, launcher(provider), 0o755);
}

function binaryName(provider: string, version: string, protocol: Protocol): string {
  return `terraform-provider-${provider}_v${version}_x${protocol}`;
}

/**
 * The program that Terraform takes for the provider. It is the same for every sandbox and machine, because Terraform's
 * lock file holds its digest, and it refuses to run elsewhere.
 */
function launcher(provider: string): string {
  return [
    '#!/bin/sh',
    `: "\${NINEFOLD_SANDBOX_PROVIDER:?this is a simulated provider, which runs inside of a Ninefold sandbox only}"`,
    `exec "$NINEFOLD_SANDBOX_NODE" "$NINEFOLD_SANDBOX_PROVIDER" ${provider}`,
    '',
  ].join('\n');
}

/** Terraform's name of this platform, such as `linux_amd64`. */
function platform(): string {
  const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64', arm: 'arm', ia32: '386' };
  return `${process.platform}_${architectures[process.arch] ?? process.arch}`;
}
