import type { Construct } from 'constructs';
import { imagePrefetch, imagesNamespace } from '../constructs/images/image-prefetch';
import { ManifestRelease } from '../constructs/kubernetes/manifest-release';
import { modelsNamespace } from '../constructs/models/fetch-account';
import { modelFetches } from '../constructs/models/model-fetch';
import { RegionMonitoring } from '../constructs/monitoring/region-monitoring';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';
import { imageIn } from './artifacts/image-copy';
import { layout } from './artifacts/storage-layout';
import { reachCluster } from './cluster/reach-cluster';
import type { ClusterStack } from './cluster-stack';
import { gitOpsOf } from './git-ops';
import { known } from './known';
import { read } from './outputs';
import type { PlatformStack } from './platform-stack';
import { prepareStack, stackName } from './stack';
import { addInference } from './workloads/inference';
import { monitoringProps } from './workloads/monitoring';
import { addTraining } from './workloads/training';

/** What the project itself runs in one region's cluster, on top of the platform. */
export class WorkloadsStack extends TerraformStack {
  constructor(
    scope: Construct,
    environment: Environment,
    region: RegionPlan,
    clusterStack: ClusterStack,
    platformStack: PlatformStack,
  ) {
    super(scope, stackName(environment, 'workloads', region.name));
    // Namespaces, priorities and the definitions of custom resources come from there.
    this.addDependency(platformStack);
    prepareStack(this, environment, 'workloads', region.name);
    const cluster = read(this, clusterStack);
    reachCluster(this, region, cluster);

    const models = environment.models.filter(({ name }) => region.fetches.includes(name));
    if (models.length > 0) {
      new ManifestRelease(this, 'models', {
        name: 'models',
        namespace: modelsNamespace,
        folder: region.name,
        ...gitOpsOf(environment),
        manifests: () =>
          modelFetches(models, {
            region: region.name,
            bucket: region.storage.modelBucket,
            prefix: layout.models,
          }),
        // Hundreds of gigabytes take longer than a deployment should; what needs them waits for them itself.
        waitForJobs: false,
      });
    }

    const held = region.pools.filter(({ images }) => images.length > 0);
    if (held.length > 0) {
      new ManifestRelease(this, 'images', {
        name: 'images',
        namespace: imagesNamespace,
        folder: region.name,
        ...gitOpsOf(environment),
        manifests: () =>
          held.map(({ name, images, accelerator }) =>
            imagePrefetch({
              name,
              images: images.map((image) => imageIn(environment, region.name, image)),
              accelerator: known(accelerator, `accelerator of the pool ${name}`),
            }),
          ),
        // Tens of gigabytes on every node: nobody has to wait for them but the pods that need them.
        wait: false,
      });
    }

    new RegionMonitoring(this, 'monitoring', monitoringProps(environment, region));
    addInference(this, environment, region, cluster);
    addTraining(this, environment, region, cluster);
  }
}
