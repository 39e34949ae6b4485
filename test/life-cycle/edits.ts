import { type Document, isScalar, visit } from 'yaml';
import type { StackChange } from './example-place';

/** A change of a spec that people make every week, and what they expect of it. */
export interface Edit {
  readonly what: string;
  readonly change: (spec: Document) => void;
  /** Options for `sandbox up`. */
  readonly options?: readonly string[];
  /** What is wrong with the planned changes; empty if they are those that the edit is about. */
  readonly complaints: (changes: readonly StackChange[]) => readonly string[];
}

/** What an example needs for the edits to be valid. */
interface Example {
  /** Other instance types for its first pool. */
  readonly instanceTypes: readonly string[];
  /** A region to add, with its range. */
  readonly region: { readonly name: string; readonly cidr: string };
  /** Regions of pools that cannot follow into the new region. */
  readonly bound?: Readonly<Record<number, readonly string[]>>;
  /** Whether the first service answers at the public endpoint; a job, and a service inside, don't. */
  readonly isPublic: boolean;
}

/**
 * The load balancer, the controller that may put pods into its target groups, the exporter of its metrics, and what tells
 * Route 53 whether the service answers in a region.
 */
const endpoint =
  /\.endpoint_|\.load-balancer-controller_|cloudwatch-exporter_release|_(hold|hold-alarm|probe)-|_health-check_/;

/**
 * Regions watch each other: what fires where another one falls silent or is drained, and the role and the settings by which
 * alerts reach its hearer.
 */
const watching =
  /^helm_release\.(monitoring_release|platform_kube-prometheus-stack)|^aws_cloudwatch_metric_alarm\.drain-|\.alertmanager_role_policy-publish-heartbeat/;

/** The identity of a service's pods, and the releases that run and watch it; the same of a job, and of what it is scored by. */
const running = {
  inference: /\.serve-|^helm_release\.(inference|monitoring)_release/,
  training: /\.(train|evaluate)-|^helm_release\.training-/,
};

export const examples: Readonly<Record<string, Example>> = {
  minimal: {
    instanceTypes: ['g6.xlarge', 'g6.2xlarge'],
    region: { name: 'us-west-2', cidr: '10.1.0.0/16' },
    isPublic: false,
  },
  'finetune-lab': {
    instanceTypes: ['g6e.24xlarge'],
    region: { name: 'us-west-2', cidr: '10.41.0.0/16' },
    bound: { 1: ['us-east-2'] },
    isPublic: false,
  },
  'chat-assistant': {
    instanceTypes: ['g5.24xlarge'],
    region: { name: 'ap-northeast-1', cidr: '10.40.0.0/16' },
    isPublic: true,
  },
  'global-inference': {
    instanceTypes: ['g6e.24xlarge'],
    region: { name: 'us-east-1', cidr: '10.80.0.0/16' },
    isPublic: true,
  },
  'frontier-serving': {
    instanceTypes: ['p4de.24xlarge'],
    region: { name: 'us-west-2', cidr: '10.91.0.0/16' },
    bound: { 0: ['us-east-2'] },
    isPublic: false,
  },
};

export function editsOf(example: string, spec: Document): readonly Edit[] {
  const { instanceTypes, region, bound = {}, isPublic } = known(examples[example], example);
  const pool = String(spec.getIn(['pools', 0, 'name']));
  const max = Number(spec.getIn(['pools', 0, 'nodes', 'max']));
  const ofPool = new RegExp(`\\.pool-${pool}_`);
  const nodeGroup = new RegExp(`^aws_eks_node_group\\.pool-${pool}_`);
  /** Reserved capacity has its type in the launch template, of which a node group takes a new version. */
  const newType = typeof spec.toJS().pools[0].capacity === 'object' ? 'update' : 'replace';
  /** The namespaces' bounds, the queues and Karpenter's nodes follow the pools. */
  const isRelease = ({ stack, address, action }: StackChange) =>
    stack.endsWith('-platform') && address.startsWith('helm_release.') && action === 'update';
  /** Jobs and services ask for what the nodes of their pool have. */
  const isWorkload = ({ address, action }: StackChange) =>
    /^helm_release\.(training-|inference_release)/.test(address) && action === 'update';
  /** What is made for a region or goes with it, and what the others know of it. */
  const comesOrGoes =
    (step: 'create' | 'delete') =>
    ({ stack, address, action }: StackChange) =>
      (stack.includes(`-${region.name}`) && action === step) ||
      /-(global|replication|failover)$/.test(stack) ||
      watching.test(address);
  const list = spec.has('inference') ? 'inference' : 'training';
  const service = String(spec.getIn([list, 0, 'name']));
  return [
    {
      what: 'scale a pool',
      change: (document) => document.setIn(['pools', 0, 'nodes', 'max'], max + 1),
      complaints: (changes) => [
        ...unless(changes.length > 0, 'nothing changes'),
        ...others(
          changes,
          (change) => isRelease(change) || (nodeGroup.test(change.address) && change.action === 'update'),
        ),
      ],
    },
    {
      what: 'change an instance type',
      change: (document) => document.setIn(['pools', 0, 'instanceTypes'], instanceTypes),
      complaints: (changes) => [
        ...unless(
          changes.some(({ address, action }) => nodeGroup.test(address) && action === newType),
          `no node group has the action ${newType}`,
        ),
        ...others(changes, (change) => isRelease(change) || isWorkload(change) || ofPool.test(change.address)),
      ],
    },
    {
      what: 'rename a service',
      change(document) {
        document.setIn([list, 0, 'name'], `${service}-2`);
        // Objectives, evaluations and services name it.
        visit(document, {
          Pair(_key, { key, value }) {
            const names = isScalar(key) && (key.value === 'service' || key.value === 'training');
            if (names && isScalar(value) && value.value === service) value.value = `${service}-2`;
          },
        });
      },
      complaints: (changes) => [
        ...unless(
          !isPublic || changes.some(({ address }) => address.startsWith('aws_lb_target_group.')),
          'no target group gets the new name',
        ),
        ...others(changes, ({ address }) => running[list].test(address) || (isPublic && endpoint.test(address))),
      ],
    },
    {
      what: 'add a region',
      change(document) {
        document.addIn(['regions'], document.createNode(region));
        for (const [index, regions] of Object.entries(bound))
          document.setIn(['pools', Number(index), 'regions'], regions);
      },
      complaints: (changes) => [
        ...unless(
          changes.some(({ stack, action }) => stack.endsWith(`-${region.name}-cluster`) && action === 'create'),
          'no cluster is made',
        ),
        ...others(changes, comesOrGoes('create')),
      ],
    },
    {
      what: 'drop a region',
      change(document) {
        const regions = document.toJS().regions as readonly { name: string }[];
        document.deleteIn(['regions', regions.findIndex(({ name }) => name === region.name)]);
      },
      options: ['--prune'],
      complaints: (changes) => [
        ...unless(
          changes.some(({ stack, action }) => stack.endsWith(`-${region.name}-cluster`) && action === 'delete'),
          'no cluster is destroyed',
        ),
        ...others(changes, comesOrGoes('delete')),
      ],
    },
  ];
}

function unless(holds: boolean, complaint: string): string[] {
  return holds ? [] : [complaint];
}

/** Changes that the edit does not call for. */
function others(changes: readonly StackChange[], expected: (change: StackChange) => boolean): string[] {
  return changes
    .filter((change) => !expected(change))
    .map(({ stack, action, address }) => `${action} ${stack} ${address}`);
}

function known<T>(value: T | undefined, example: string): T {
  if (value === undefined) throw new Error(`say in ${__filename} how the example ${example} can be edited`);
  return value;
}
