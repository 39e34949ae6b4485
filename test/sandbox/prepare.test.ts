import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProviderSettings, prepareSandbox } from '../../sandbox/prepare';
import { type SandboxFolder, sandboxFolder } from '../../sandbox/sandbox-folder';
import { openSchema } from '../../sandbox/schema/open-schema';
import { schemaCache } from '../support/schema-cache';
import { temporaryFolder } from './temporary-folder';

// Schemas are derived.
jest.setTimeout(60_000);

const settingsOf = ({ providerSettings }: SandboxFolder) =>
  JSON.parse(readFileSync(providerSettings, 'utf8')) as ProviderSettings;
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();

async function prepared(): Promise<SandboxFolder> {
  const folder = sandboxFolder(temporaryFolder());
  await prepareSandbox(folder, schemaCache);
  return folder;
}

describe('prepareSandbox', () => {
  it('installs both providers where Terraform looks for them, under the version of the bindings', async () => {
    const { mirror } = await prepared();
    expect(filesIn(mirror)).toEqual([
      expect.stringMatching(
        /^registry\.terraform\.io\/hashicorp\/aws\/6\.\d+\.\d+\/\w+_\w+\/terraform-provider-aws_v6[\d.]+_x5$/,
      ),
      expect.stringMatching(
        /^registry\.terraform\.io\/hashicorp\/helm\/3\.\d+\.\d+\/\w+_\w+\/terraform-provider-helm_v3[\d.]+_x6$/,
      ),
    ]);
    for (const file of filesIn(mirror)) expect(statSync(join(mirror, file)).mode & 0o111).toBe(0o111);
  });

  it('writes the same programs for every sandbox, because lock files hold their digests', async () => {
    const [one, two] = [await prepared(), await prepared()];
    for (const file of filesIn(one.mirror)) {
      const text = readFileSync(join(one.mirror, file), 'utf8');
      expect(readFileSync(join(two.mirror, file), 'utf8')).toBe(text);
      expect(text).not.toContain(one.root);
    }
  });

  it('allows Terraform to install from nowhere else', async () => {
    const { terraformSettings, mirror } = await prepared();
    const text = readFileSync(terraformSettings, 'utf8');
    expect(text).toContain(`provider_installation {\n  filesystem_mirror { path = "${mirror}" }\n}`);
    expect(text).not.toContain('direct');
  });

  it('keeps the private key from others', async () => {
    const { providerSettings } = await prepared();
    expect(statSync(providerSettings).mode & 0o077).toBe(0);
  });

  it('needs the cache no more afterwards', async () => {
    const cache = temporaryFolder();
    const folder = sandboxFolder(temporaryFolder());
    await prepareSandbox(folder, cache);
    rmSync(cache, { recursive: true });
    const { aws, helm } = settingsOf(folder).schemas;
    expect(openSchema(aws).resource('aws_vpc')).toBeDefined();
    expect(openSchema(helm).resource('helm_release')).toBeDefined();
  });

  it('may be repeated: what is in use stays as it is, settings are written anew', async () => {
    const folder = await prepared();
    const { identity, schemas } = settingsOf(folder);
    writeFileSync(join(folder.state, 'dev-global.tfstate'), '{}');
    const [installed = ''] = filesIn(folder.mirror).map((file) => join(folder.mirror, file));
    const { ino } = statSync(installed);
    writeFileSync(folder.providerSettings, JSON.stringify({ identity, schemas: { aws: '/gone', helm: '/gone' } }));
    rmSync(folder.terraformSettings);

    await prepareSandbox(folder, schemaCache);
    expect(settingsOf(folder)).toEqual({ identity, schemas });
    expect(statSync(installed).ino).toBe(ino);
    expect(existsSync(folder.terraformSettings)).toBe(true);
    expect(readdirSync(folder.state)).toEqual(['dev-global.tfstate']);
  });

  it('leaves no drafts behind', async () => {
    const { root } = await prepared();
    expect(filesIn(root).filter((name) => name.endsWith(String(process.pid)))).toEqual([]);
  });
});
