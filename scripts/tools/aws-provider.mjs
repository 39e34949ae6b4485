import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tools } from './folder.mjs';
import { missing, say } from './report.mjs';

const awsProviderVersion = '5.100.0';

/** Downloads the provider once into a folder that Terraform can install it from without the network. */
export function provideAwsProvider(terraform) {
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
    const run = spawnSync(terraform, ['providers', 'mirror', mirror], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    });
    if (run.status === 0) say(`hashicorp/aws ${awsProviderVersion} (${mirror})`);
    else missing('hashicorp/aws', 'the registry cannot be reached; NINEFOLD_PROVIDER_MIRROR may name a local mirror');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
