import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tools } from './folder.mjs';
import { missing, say } from './report.mjs';

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

/** The command of a Terraform that is new enough, installed if there is none; undefined if it cannot be had. */
export async function provideTerraform() {
  return findTerraform() ?? (await installTerraform());
}

function findTerraform() {
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
  const run = spawnSync(command, ['version', '-json'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1' },
  });
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
