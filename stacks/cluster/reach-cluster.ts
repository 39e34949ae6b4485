import { addHelmProvider } from '../../constructs/kubernetes/helm-provider';
import type { TerraformStack } from '../../constructs/substrate/cdktf';
import type { RegionPlan } from '../../planner/environment/region-plan';
import type { ClusterOutputs } from '../cluster-stack';

/** Lets a stack install what runs in the cluster of a region. */
export function reachCluster(stack: TerraformStack, region: RegionPlan, cluster: ClusterOutputs): void {
  addHelmProvider(stack, {
    clusterName: region.cluster.name,
    endpoint: cluster.clusterEndpoint,
    certificateAuthority: cluster.clusterCertificateAuthority,
    region: region.name,
  });
}
