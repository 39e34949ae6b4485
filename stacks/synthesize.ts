import { App, TerraformResource, TerraformStack } from '../constructs/substrate/cdktf';
import { literalsIn } from '../constructs/substrate/literal';
import type { Environment } from '../planner/environment/environment';
import type { RegionPlan } from '../planner/environment/region-plan';
import { ClusterStack } from './cluster-stack';
import { deploymentOrder } from './deployment-order';
import { FailoverStack } from './failover-stack';
import { GlobalStack } from './global-stack';
import { HeartbeatStack } from './heartbeat-stack';
import { NetworkStack } from './network-stack';
import { PlatformStack } from './platform-stack';
import { ReplicationStack } from './replication-stack';
import { WorkloadsStack } from './workloads-stack';

/** What a stack holds, for people. */
export interface StackSummary {
  readonly name: string;
  /** Resources that Terraform manages; data sources are not counted. */
  readonly resources: number;
  /** Stacks that have to be deployed before. */
  readonly dependsOn: readonly string[];
}

/**
 * Builds every stack of an environment, which must be free of errors, and writes nothing yet.
 *
 * @param outdir folder that `synth()` will write
 */
export function buildApp(environment: Environment, outdir: string): App {
  const app = new App({ outdir });
  const escaped = literalsIn(environment);

  const global = new GlobalStack(app, escaped);
  const regions = escaped.regions.some(({ platform }) => platform.dispatch)
    ? dispatchingRegions(app, escaped, global)
    : escaped.regions.map((region) => finish(app, escaped, region, found(app, escaped, region, global)));
  if (escaped.regions.some((region) => region.storage.replicateTo.length > 0)) {
    const clusters = regions.map(({ cluster }) => cluster);
    new ReplicationStack(app, escaped, clusters);
  }
  if (escaped.dns) {
    const complete = regions.map(({ last }) => last);
    new FailoverStack(app, escaped, escaped.dns, global, complete);
  }
  return app;
}

type Founded = ReturnType<typeof found>;

/** The network of a region, and the cluster in it. */
function found(
  app: App,
  environment: Environment,
  region: RegionPlan,
  global: GlobalStack,
  dispatcher?: { readonly network: NetworkStack; readonly cluster: ClusterStack },
) {
  const network = new NetworkStack(app, environment, region);
  return { network, cluster: new ClusterStack(app, environment, region, network, global, dispatcher) };
}

/** What runs in the cluster of a region, and what hears that it does. */
function finish(
  app: App,
  environment: Environment,
  region: RegionPlan,
  { network, cluster }: Founded,
  workers: ReadonlyMap<string, ClusterStack> = new Map(),
) {
  const platform = new PlatformStack(app, environment, region, network, cluster, workers);
  const heartbeat = environment.monitoring.heartbeats.find((plan) => plan.region === region.name);
  if (heartbeat) new HeartbeatStack(app, environment, region, heartbeat, platform);
  return { cluster, last: new WorkloadsStack(app, environment, region, cluster, platform) };
}

/** The cluster that sends jobs is there before those that let it in, and is told of them at last. */
function dispatchingRegions(app: App, environment: Environment, global: GlobalStack) {
  const first = environment.regions.find(({ platform }) => platform.dispatch);
  const dispatcher = first && found(app, environment, first, global);
  const founded = environment.regions.map((region) => ({
    region,
    stacks:
      region === first && dispatcher
        ? dispatcher
        : found(
            app,
            environment,
            region,
            global,
            region.platform.dispatchedFrom === undefined ? undefined : dispatcher,
          ),
  }));
  const clusters = new Map(founded.map(({ region, stacks }) => [region.name, stacks.cluster]));
  return founded.map(({ region, stacks }) => finish(app, environment, region, stacks, clusters));
}

/** The stacks of an app in the order in which they can be deployed. */
export function summarize(app: App): StackSummary[] {
  const stacks = app.node.children.filter((child): child is TerraformStack => TerraformStack.isStack(child));
  const summaries = stacks.map((stack) => ({
    name: stack.node.id,
    resources: stack.node.findAll().filter((node) => TerraformResource.isTerraformResource(node)).length,
    dependsOn: stack.dependencies.map((dependency) => dependency.node.id).sort(),
  }));
  return deploymentOrder(summaries, ({ dependsOn }) => dependsOn);
}

/** Writes an environment's stacks below `outdir`: `manifest.json` and `stacks/<name>/cdk.tf.json`. */
export function synthesize(environment: Environment, outdir: string): StackSummary[] {
  const app = buildApp(environment, outdir);
  app.synth();
  return summarize(app);
}
