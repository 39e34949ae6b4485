import { addAwsProvider } from '../constructs/substrate/aws-provider';
import type { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import { addBackend, type StateAddress, stateAddress } from './state';

/** Part of the environment that a stack holds; also its cost tag. */
export type Component =
  | 'global'
  | 'network'
  | 'cluster'
  | 'platform'
  | 'workloads'
  | 'heartbeat'
  | 'replication'
  | 'failover';

/** `prod-global`, or `prod-us-east-1-network` for a stack of one region. */
export function stackName(environment: Environment, component: Component, region?: string): string {
  return [environment.name, ...(region === undefined ? [] : [region]), component].join('-');
}

/** Tags of everything in a stack: whose it is, which environment, and which part the cost belongs to. */
export function stackTags(environment: Environment, component: Component): Readonly<Record<string, string>> {
  return { ...environment.tags, component };
}

/** State is locked by a file in its bucket from this version on, without being marked as experimental. */
const terraformVersions = '>= 1.11.0';

/** Gives a stack its provider and its state. */
export function prepareStack(
  stack: TerraformStack,
  environment: Environment,
  component: Component,
  region: string,
): StateAddress {
  addAwsProvider(stack, { region, tags: stackTags(environment, component) });
  stack.addOverride('terraform.required_version', terraformVersions);
  const address = stateAddress(environment, stack.node.id);
  addBackend(stack, address);
  return address;
}
