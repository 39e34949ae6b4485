// Finds or installs what the tests need beyond Node: Terraform and the real hashicorp/aws provider. Both are pinned;
// what is downloaded goes into .tools/. A tool that cannot be had is named, and the tests that need it are skipped
// (in CI they fail).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = join(dirname(fileURLToPath(import.meta.url)), '..', '.tools');

/** S3 state locking without DynamoDB is stable since 1.11. */
const oldestTerraform = [1, 11];
const terraformVersion = '1.11.4';
/** SHA-256 of the release archives that this script may install. */
const terraformArchives = {
  'linux-x64': {
    name: 'linux_amd64',
    sha256: '1ce994251c00281d6845f0f268637ba50c0005657eb3cf096b92f753b42ef4dc',
  },
};
const awsProviderVersion = '5.100.0';

const terraform = (await findTerraform()) ?? (await installTerraform());
if (terraform !== undefined) provideAwsProvider(terraform);

async function findTerraform() {
  const candidates = [process.env.NINEFOLD_TERRAFORM, join(tools, 'terraform'), 'terraform'].filter(Boolean);
  for (const candidate of candidates) {
    const version = versionOf(candidate);
    if (version === undefined) continue;
    if (!isOld(version)) {
      say(`terraform ${version} (${candidate})`);
      return candidate;
    }
    say(`terraform ${version} (${candidate}) is older than ${oldestTerraform.join('.')} and is not used`);
  }
  return undefined;
}

function versionOf(command) {
  const run = spawnSync(command, ['version', '-json'], { encoding: 'utf8', env: quiet() });
  if (run.status !== 0) return undefined;
  return JSON.parse(run.stdout).terraform_version;
}

function isOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldestTerraform[0] || (major === oldestTerraform[0] && minor < oldestTerraform[1]);
}

async function installTerraform() {
  const archive = terraformArchives[`${process.platform}-${process.arch}`];
  if (archive === undefined) {
    return missing('terraform', `install Terraform ${oldestTerraform.join('.')} or newer and put it on the PATH`);
  }
  const url = `https://releases.hashicorp.com/terraform/${terraformVersion}/terraform_${terraformVersion}_${archive.name}.zip`;
  say(`downloading ${url}`);
  let bytes;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    bytes = Buffer.from(await response.arrayBuffer());
  } catch (error) {
    return missing('terraform', `could not download it (${error.cause?.code ?? error.message}); put it on the PATH`);
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 !== archive.sha256) return missing('terraform', `the download has the wrong checksum ${sha256}`);
  return unpack(bytes);
}

function unpack(bytes) {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-terraform-'));
  try {
    mkdirSync(tools, { recursive: true });
    const zip = join(folder, 'terraform.zip');
    writeFileSync(zip, bytes);
    const unzipped = [
      ['unzip', '-o', '-q', zip, 'terraform', '-d', tools],
      ['python3', '-m', 'zipfile', '-e', zip, tools],
    ].some(([command, ...args]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0);
    if (!unzipped) return missing('terraform', 'neither unzip nor python3 is there to unpack it');
    const binary = join(tools, 'terraform');
    chmodSync(binary, 0o755);
    say(`terraform ${terraformVersion} (${binary})`);
    return binary;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Downloads the provider once into a folder that Terraform can install it from without the network. */
function provideAwsProvider(terraform) {
  const mirror = process.env.NINEFOLD_PROVIDER_MIRROR ?? join(tools, 'providers');
  if (existsSync(join(mirror, 'registry.terraform.io', 'hashicorp', 'aws'))) {
    say(`hashicorp/aws (${mirror})`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-provider-'));
  try {
    const aws = { source: 'hashicorp/aws', version: awsProviderVersion };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers: { aws } } }));
    say(`downloading hashicorp/aws ${awsProviderVersion} from the registry`);
    const run = spawnSync(terraform, ['providers', 'mirror', mirror], { cwd: folder, encoding: 'utf8', env: quiet() });
    if (run.status === 0) say(`hashicorp/aws ${awsProviderVersion} (${mirror})`);
    else missing('hashicorp/aws', 'the registry cannot be reached; NINEFOLD_PROVIDER_MIRROR may name a local mirror');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function quiet() {
  return { ...process.env, CHECKPOINT_DISABLE: '1' };
}

function missing(tool, why) {
  say(`${tool} is missing: ${why}. The tests that need it are skipped; in CI they fail.`);
  return undefined;
}

function say(text) {
  process.stderr.write(`tools: ${text}\n`);
}
