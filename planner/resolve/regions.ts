import { boundedName } from '../../catalog/name-limits';
import { clusterZones, findRegion } from '../../catalog/regions';
import { parseDuration } from '../../schemas/duration';
import type { Project, Region } from '../../schemas/project';
import type { ClusterPlan } from '../environment/cluster-plan';
import type { NetworkPlan } from '../environment/network-plan';
import type { RegionPlan } from '../environment/region-plan';
import type { Context } from './context';
import { resolveEndpoint } from './endpoint';
import { resolveFetches } from './models';
import { resolvePlatform } from './platform';
import { resolvePools } from './pools';
import { isCold } from './region-role';
import { resolveStorage } from './storage';
import { planSubnets } from './subnets';

/** How many zones a region gets when the spec names none: three keep a quorum when one is lost. */
const defaultZoneCount = 3;

export function resolveRegions(project: Project, context: Context): RegionPlan[] {
  return project.regions.map((region) => resolveRegion(project, region, context));
}

function resolveRegion(project: Project, region: Region, context: Context): RegionPlan {
  const code = findRegion(region.name)?.code ?? region.name;
  const network = resolveNetwork(project, region, code, context);
  const pools = resolvePools(project, region, network.zones, context);
  const cluster = resolveCluster(project, code, context);
  const fetches = resolveFetches(project, region.name, context);
  const endpoint = resolveEndpoint(project, region.name, code, context);
  return {
    name: region.name,
    code,
    role: region.role,
    weight: region.weight,
    cold: isCold(region),
    drained: region.drained,
    network,
    cluster,
    pools,
    storage: resolveStorage(project, region.name, code, pools, network.zones, context),
    fetches,
    platform: resolvePlatform(
      project,
      { name: region.name, clusterName: cluster.name, pools, endpoint, fetches },
      context,
    ),
    ...(endpoint && { endpoint }),
  };
}

function resolveNetwork(project: Project, region: Region, code: string, context: Context): NetworkPlan {
  const known = findRegion(region.name);
  const zoneIds = region.zones ?? (known ? clusterZones(known).slice(0, defaultZoneCount) : []);
  const withEndpoints = project.network.interfaceEndpoints ?? context.production;
  return {
    name: boundedName('security-group', context.prefix, code),
    cidr: region.cidr,
    zones: planSubnets(region.cidr, zoneIds),
    nat: project.network.nat ?? (context.production ? 'per-zone' : 'single'),
    interfaceEndpoints: withEndpoints ? endpointServices(project) : [],
    flowLogRetention: parseDuration(project.network.flowLogRetention),
  };
}

/**
 * Services that nodes and controllers call, so that a private node works without the internet.
 * Source: Amazon EKS user guide, "Deploy private clusters with limited internet access".
 */
function endpointServices(project: Project): string[] {
  const always = ['autoscaling', 'ec2', 'ecr.api', 'ecr.dkr', 'eks', 'eks-auth', 'elasticloadbalancing', 'logs', 'sts'];
  const karpenter = project.pools.some((pool) => pool.provisioner === 'karpenter') ? ['sqs', 'ssm'] : [];
  return [...always, ...karpenter].sort();
}

function resolveCluster(project: Project, code: string, context: Context): ClusterPlan {
  const { cluster } = project;
  return {
    name: boundedName('eks-cluster', context.prefix, code),
    version: cluster.version,
    support: cluster.support,
    publicCidrs: cluster.access.publicCidrs,
    admins: cluster.access.admins,
    // An admin sees everything already, and EKS knows one entry for each principal.
    viewers: cluster.access.viewers.filter((viewer) => !cluster.access.admins.includes(viewer)),
    serviceCidr: cluster.serviceCidr,
    deletionProtection: cluster.deletionProtection ?? context.production,
    logRetention: parseDuration(cluster.logRetention),
    systemPool: { instanceTypes: cluster.systemPool.instanceTypes, nodes: cluster.systemPool.nodes },
  };
}
