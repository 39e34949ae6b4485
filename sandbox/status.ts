import type { Environment } from '../planner/environment/environment';
import { type DnsAnswer, dnsAnswers } from './cloud/dns-answers';
import { type FaultRule, isLossOf, readFaults } from './cloud/faults';
import { readOperations } from './cloud/operations';
import { type CloudObject, openStore } from './cloud/store';
import { numberOf, textOf } from './protocol/paths';
import type { SandboxFolder } from './sandbox-folder';

/** What a sandbox holds. Everything in it is simulated. */
export interface SandboxStatus {
  readonly simulated: true;
  readonly project: string;
  readonly environment: string;
  readonly folder: string;
  readonly regions: readonly RegionStatus[];
  /** Public names of the environment and where they lead now. */
  readonly names: readonly { readonly name: string; readonly answers: readonly DnsAnswer[] }[];
  /** Objects outside of regions, without those that were there before. */
  readonly globalObjects: number;
  readonly operations: { readonly total: number; readonly refused: number };
  readonly faults: readonly FaultRule[];
}

export interface RegionStatus {
  readonly region: string;
  readonly role: string;
  /** Whether its APIs answer. */
  readonly reachable: boolean;
  readonly objects: number;
  readonly clusters: readonly {
    readonly name: string;
    readonly version: string;
    readonly status: string;
    readonly endpoint: string;
    readonly nodeGroups: readonly { readonly name: string; readonly nodes: number; readonly status: string }[];
  }[];
  /** DNS names of load balancers. */
  readonly loadBalancers: readonly string[];
}

export function sandboxStatus(environment: Environment, folder: SandboxFolder): SandboxStatus {
  const store = openStore(folder.cloud);
  const objects = store.all().filter(({ preexisting }) => preexisting !== true);
  const faults = readFaults(folder.cloud);
  const lost = new Set(
    environment.regions.map(({ name }) => name).filter((name) => faults.some((rule) => isLossOf(name, rule))),
  );
  const operations = readOperations(folder.cloud);
  const hosts = environment.dns ? [environment.dns.host] : [];
  return {
    simulated: true,
    project: environment.project,
    environment: environment.name,
    folder: folder.root,
    regions: environment.regions.map(({ name, role }) => ({
      region: name,
      role,
      reachable: !lost.has(name),
      ...regionObjects(objects.filter(({ place }) => place === name)),
    })),
    names: hosts.map((name) => ({ name, answers: dnsAnswers(store, name, lost) })),
    globalObjects: objects.filter(({ place }) => place === 'global').length,
    operations: {
      total: operations.length,
      refused: operations.filter(({ outcome }) => outcome !== 'ok').length,
    },
    faults,
  };
}

function regionObjects(objects: readonly CloudObject[]): Omit<RegionStatus, 'region' | 'role' | 'reachable'> {
  const ofType = (type: string) => objects.filter((object) => object.type === type).map(({ values }) => values);
  return {
    objects: objects.length,
    clusters: ofType('aws_eks_cluster').map((cluster) => ({
      name: textOf(cluster, 'name') ?? '',
      version: textOf(cluster, 'version') ?? '',
      status: textOf(cluster, 'status') ?? '',
      endpoint: textOf(cluster, 'endpoint') ?? '',
      nodeGroups: ofType('aws_eks_node_group')
        .filter((group) => group['cluster_name'] === cluster['name'])
        .map((group) => ({
          name: textOf(group, 'node_group_name') ?? '',
          nodes: numberOf(group, 'scaling_config.desired_size') ?? 0,
          status: textOf(group, 'status') ?? '',
        })),
    })),
    loadBalancers: ofType('aws_lb').map((balancer) => textOf(balancer, 'dns_name') ?? ''),
  };
}
