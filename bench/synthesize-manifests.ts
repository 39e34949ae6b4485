/**
 * `node synthesize-manifests.js SPEC MANIFESTS FOLDER`: one synthesis of a spec with so many manifests more, as a process of
 * its own to be measured. Like `ninefold synth` it writes into a folder that was not there before.
 */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { addHelmProvider } from '../constructs/kubernetes/helm-provider';
import type { Manifest } from '../constructs/kubernetes/manifest';
import { ManifestRelease } from '../constructs/kubernetes/manifest-release';
import { type FetchedModel, modelFetches } from '../constructs/models/model-fetch';
import { TerraformStack } from '../constructs/substrate/cdktf';
import { compileFile } from '../planner/compile';
import { buildApp } from '../stacks/synthesize';

const [spec, count, folder] = process.argv.slice(2);
if (spec === undefined || folder === undefined) throw new Error('usage: synthesize-manifests SPEC MANIFESTS FOLDER');
const { environment } = compileFile(spec, '2026-11-23');
if (environment === undefined) throw new Error(`${spec} has errors`);
mkdirSync(folder, { recursive: true });
const app = buildApp(environment, mkdtempSync(join(folder, 'synth-')));
const total = Number(count);
const groupsPerRelease = 20;
if (total > 0) {
  const stack = new TerraformStack(app, 'bench');
  addHelmProvider(stack, {
    clusterName: 'bench',
    endpoint: 'https://bench',
    certificateAuthority: 'YmVuY2g=',
    region: 'us-east-1',
  });
  const all = groups(total);
  for (let from = 0; from < all.length; from += groupsPerRelease) {
    const name = `release-${from / groupsPerRelease}`;
    const manifests = all.slice(from, from + groupsPerRelease).flat();
    new ManifestRelease(stack, name, { name, namespace: 'models', folder: 'us-east-1', manifests: () => manifests });
  }
}
app.synth();

/** Groups of a job with its token, service account, scripts and policy. */
function groups(wanted: number): readonly (readonly Manifest[])[] {
  const target = { region: 'us-east-1', bucket: 'models', prefix: 'models/' };
  const model = (index: number): FetchedModel => ({
    name: `model-${index}`,
    revision: 'main',
    source: { hub: 'huggingface', repository: 'acme/model' },
    sizeGib: 15,
    secret: 'prod/huggingface',
  });
  const size = modelFetches([model(0)], target).length;
  return Array.from({ length: Math.ceil(wanted / size) }, (_, index) =>
    modelFetches([model(index)], target).map((manifest) => ({
      ...manifest,
      metadata: { ...manifest.metadata, name: `${manifest.metadata.name}-${index}` },
    })),
  );
}
