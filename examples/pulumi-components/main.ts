import * as pulumi from '@pulumi/pulumi';
import { addHelmProvider } from '../../constructs/kubernetes/helm-provider';
import { ManifestRelease } from '../../constructs/kubernetes/manifest-release';
import { renderPulumiComponents } from '../../constructs/kubernetes/pulumi-components';
import { App, TerraformStack } from '../../constructs/substrate/cdktf';
import { ModelGateway } from './model-gateway';

/** Renders the team's component, and delivers it as every other group of objects. */
export async function buildApp(outdir: string): Promise<App> {
  const manifests = await renderPulumiComponents(pulumi, () => {
    new ModelGateway('gateway', {
      namespace: 'inference',
      image: 'registry.example.com/gateway:1.4.2',
      replicas: 2,
    });
  });
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'gateway');
  addHelmProvider(stack, {
    clusterName: 'chat-prod-use1',
    endpoint: 'https://cluster.example.com',
    certificateAuthority: 'Y2x1c3Rlcg==',
    region: 'us-east-1',
  });
  new ManifestRelease(stack, 'gateway', {
    name: 'gateway',
    namespace: 'inference',
    folder: 'us-east-1',
    manifests: () => manifests,
  });
  return app;
}
