import type { Manifest } from '../../../constructs/kubernetes/manifest';
import type { Container } from '../../../constructs/kubernetes/objects';
import type { Node } from './node';
import { type Pods, podsIn } from './pods';

type Labels = Readonly<Record<string, string>>;

/**
 * In what the objects of one cluster do not fit together, or pods not onto the nodes of their pool: mistakes that no
 * schema sees and that the API server accepts.
 */
export function consistencyProblems(
  manifests: readonly Manifest[],
  nodes: Readonly<Record<string, Node>>,
): readonly string[] {
  const pods = podsIn(manifests).filter(({ owner }) => !isSent(owner));
  return [
    ...pods.flatMap((group) => [
      ...selectorProblems(group),
      ...referenceProblems(group, manifests),
      ...portProblems(group),
      ...versionProblems(group, manifests),
      ...roomProblems(group, nodes),
    ]),
    ...manifests.flatMap((manifest) => [
      ...targetProblems(manifest, pods),
      ...bindingProblems(manifest, manifests),
      ...boundProblems(manifest, manifests, pods),
      ...groupProblems(manifest, manifests),
      ...scrapeProblems(manifest, manifests),
    ]),
  ];
}

/** A run that Kueue sends to another cluster has its pods there, and finds there what they need. */
export function isSent(owner: Manifest): boolean {
  const { spec } = owner as Manifest & { readonly spec?: { readonly managedBy?: string } };
  return spec?.managedBy === 'kueue.x-k8s.io/multikueue';
}

function selectorProblems({ owner, labels, selector }: Pods): string[] {
  return selector === undefined || matches(labels, selector) ? [] : [`${nameOf(owner)} does not select its own pods`];
}

/** Service accounts, priorities, and what volumes and variables come from. */
function referenceProblems({ owner, namespace, spec }: Pods, manifests: readonly Manifest[]): string[] {
  const has = (kind: string, name: string, where: string | undefined) =>
    manifests.some(
      ({ kind: found, metadata }) => found === kind && metadata.name === name && metadata.namespace === where,
    );
  const missing = (kind: string, name: string | undefined, where?: string) =>
    name === undefined || has(kind, name, where) ? [] : [`${nameOf(owner)} needs the ${kind} ${name}`];
  const secret = (name: string | undefined) =>
    missing('Secret', name, namespace).length > 0 ? missing('ExternalSecret', name, namespace) : [];
  const { serviceAccountName, priorityClassName, volumes = [] } = spec;
  const variables = containersOf(spec).flatMap(({ env = [] }) => env.map(({ valueFrom }) => valueFrom));
  return [
    ...missing('ServiceAccount', serviceAccountName, namespace),
    ...(priorityClassName?.startsWith('system-') ? [] : missing('PriorityClass', priorityClassName)),
    ...volumes.flatMap(({ configMap, secret: from, persistentVolumeClaim }) => [
      ...missing('ConfigMap', configMap?.name, namespace),
      ...missing('PersistentVolumeClaim', persistentVolumeClaim?.claimName, namespace),
      ...secret(from?.secretName),
    ]),
    ...variables.flatMap((from) => [
      ...missing('ConfigMap', from?.configMapKeyRef?.name, namespace),
      ...secret(from?.secretKeyRef?.name),
    ]),
  ];
}

/** Probes ask a port that their container says it has. */
function portProblems({ owner, spec }: Pods): string[] {
  return containersOf(spec).flatMap((container) => {
    const ports = (container.ports ?? []).flatMap(({ containerPort, name }) => [containerPort, name]);
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    return probes.flatMap((probe) => {
      const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port;
      return port === undefined || ports.includes(port)
        ? []
        : [`${nameOf(owner)}: ${container.name} is probed at ${port}, which is none of its ports`];
    });
  });
}

/** A step begins when what it asks has the version that it names. */
function versionProblems({ owner }: Pods, manifests: readonly Manifest[]): string[] {
  const { 'ninefold.dev/awaits': path, 'ninefold.dev/version': version } = owner.metadata.annotations ?? {};
  if (path === undefined) return [];
  const [name, kinds] = path.split('/').reverse();
  const comes = manifests.some(
    ({ kind, metadata }) =>
      `${kind.toLowerCase()}s` === kinds &&
      metadata.name === name &&
      metadata.annotations?.['ninefold.dev/version'] === version,
  );
  return comes ? [] : [`${nameOf(owner)} waits for a version of ${name} that does not come`];
}

/** The label that pools put on their nodes. */
const poolLabel = 'ninefold.dev/pool';

function roomProblems({ owner, spec }: Pods, nodes: Readonly<Record<string, Node>>): string[] {
  const pool = spec.nodeSelector?.[poolLabel];
  if (pool === undefined) return [];
  const node = nodes[pool];
  if (node === undefined) return [`${nameOf(owner)} runs on the pool ${pool}, which is not there`];
  // Init containers run one after the other, and before the rest.
  const asked = (resource: string) => {
    const of = ({ resources }: Container) => quantity(resources?.requests?.[resource] ?? resources?.limits?.[resource]);
    const together = spec.containers.reduce((sum, container) => sum + of(container), 0);
    return Math.max(together, ...(spec.initContainers ?? []).map(of));
  };
  const tooMuch = (resource: string, room: number) =>
    asked(resource) > room ? [`${nameOf(owner)} asks for more ${resource} than a node of ${pool} has`] : [];
  const devices = ['nvidia.com/gpu', 'vpc.amazonaws.com/efa'].filter((resource) => asked(resource) > 0);
  const tolerated = (spec.tolerations ?? []).some(
    ({ key, operator }) => operator === 'Exists' && (key === undefined || key === 'nvidia.com/gpu'),
  );
  return [
    ...tooMuch('cpu', node.cpu),
    ...tooMuch('memory', node.memoryGib * 2 ** 30),
    ...devices.flatMap((resource) => tooMuch(resource, node.devices[resource] ?? 0)),
    ...(asked('nvidia.com/gpu') > 0 && !tolerated ? [`${nameOf(owner)} does not tolerate the taint of its nodes`] : []),
  ];
}

/** Services, budgets and policies are about pods that exist. */
function targetProblems(manifest: Manifest, pods: readonly Pods[]): string[] {
  const { spec = {} } = manifest as Manifest & {
    readonly spec?: {
      readonly selector?: unknown;
      readonly podSelector?: { readonly matchLabels?: Labels };
      readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
      readonly maxUnavailable?: unknown;
      readonly scaleTargetRef?: { readonly kind?: string; readonly name: string };
    };
  };
  const here = pods.filter(({ namespace }) => namespace === manifest.metadata.namespace);
  const lost = (labels: Labels | undefined) =>
    labels !== undefined && Object.keys(labels).length > 0 && !here.some((group) => matches(group.labels, labels))
      ? [`${nameOf(manifest)} selects no pods`]
      : [];
  if (manifest.kind === 'NetworkPolicy') return lost(spec.podSelector?.matchLabels);
  if (manifest.kind === 'PodDisruptionBudget') {
    const { matchLabels } = spec.selector as { readonly matchLabels?: Labels };
    return [...lost(matchLabels), ...(spec.maxUnavailable === 0 ? [`${nameOf(manifest)} lets no pod go`] : [])];
  }
  if (manifest.kind === 'ScaledObject') {
    const { kind = 'Deployment', name } = spec.scaleTargetRef ?? { name: '' };
    const target = here.find(({ owner }) => owner.kind === kind && owner.metadata.name === name)?.owner;
    if (target === undefined) return [`${nameOf(manifest)} scales ${kind} ${name}, which is not there`];
    const { replicas } = (target as Manifest & { readonly spec: { readonly replicas?: number } }).spec;
    return replicas === undefined ? [] : [`${nameOf(target)} fixes replicas that ${nameOf(manifest)} scales`];
  }
  if (manifest.kind !== 'Service') return [];
  const selector = spec.selector as Labels | undefined;
  const ports = here
    .filter((group) => selector !== undefined && matches(group.labels, selector))
    .flatMap(({ spec: pod }) => containersOf(pod).flatMap(({ ports: open = [] }) => open))
    .flatMap(({ containerPort, name }) => [containerPort, name]);
  const closed = (spec.ports ?? []).filter(({ port, targetPort = port }) => !ports.includes(targetPort));
  return [
    ...lost(selector),
    ...closed.map(({ port, targetPort = port }) => `${nameOf(manifest)} leads to ${targetPort}, which no pod has open`),
  ];
}

/** Target groups lead to a port of a service that is there. */
function bindingProblems(manifest: Manifest, manifests: readonly Manifest[]): string[] {
  if (manifest.kind !== 'TargetGroupBinding') return [];
  interface Ports {
    readonly spec: { readonly ports: readonly { readonly port: number }[] };
  }
  const { name, port } = (
    manifest as Manifest & { readonly spec: { readonly serviceRef: { name: string; port: number } } }
  ).spec.serviceRef;
  const service = manifests.find(
    ({ kind, metadata }) =>
      kind === 'Service' && metadata.name === name && metadata.namespace === manifest.metadata.namespace,
  ) as (Manifest & Ports) | undefined;
  if (service === undefined) return [`${nameOf(manifest)} needs the Service ${name}`];
  return service.spec.ports.some((open) => open.port === port)
    ? []
    : [`${nameOf(manifest)} leads to ${port}, which is no port of ${name}`];
}

/** Namespaces with pods of ours have bounds. */
function boundProblems(manifest: Manifest, manifests: readonly Manifest[], pods: readonly Pods[]): string[] {
  const isUsed = pods.some(({ namespace }) => namespace === manifest.metadata.name);
  if (manifest.kind !== 'Namespace' || !isUsed) return [];
  const inside = manifests.filter(({ metadata }) => metadata.namespace === manifest.metadata.name);
  const denies = inside.some((object) => {
    const { podSelector, policyTypes = [] } =
      (object as Manifest & { readonly spec?: { podSelector?: object; policyTypes?: readonly string[] } }).spec ?? {};
    return (
      object.kind === 'NetworkPolicy' &&
      podSelector !== undefined &&
      Object.keys(podSelector).length === 0 &&
      ['Ingress', 'Egress'].every((type) => policyTypes.includes(type))
    );
  });
  const lacks = ['ResourceQuota', 'LimitRange'].filter((kind) => !inside.some((object) => object.kind === kind));
  return [
    ...lacks.map((kind) => `${nameOf(manifest)} has no ${kind}`),
    ...(denies ? [] : [`${nameOf(manifest)} refuses no traffic by default`]),
  ];
}

/**
 * The controller of groups makes a Service of the set's own name, by which workers find a leader that is not ready, unless
 * one of that name is there already.
 */
function groupProblems(manifest: Manifest, manifests: readonly Manifest[]): string[] {
  if (manifest.kind !== 'LeaderWorkerSet') return [];
  const { networkConfig } = (
    manifest as Manifest & { readonly spec: { readonly networkConfig?: { readonly subdomainPolicy: string } } }
  ).spec;
  const { name, namespace } = manifest.metadata;
  const taken = manifests.some(
    ({ kind, metadata }) => kind === 'Service' && metadata.name === name && metadata.namespace === namespace,
  );
  return taken && networkConfig?.subdomainPolicy !== 'UniquePerReplica'
    ? [`${nameOf(manifest)}: workers do not find their leader, as a Service has the name of the set`]
    : [];
}

/** Prometheus reads credentials in the namespace of the monitor. */
function scrapeProblems(manifest: Manifest, manifests: readonly Manifest[]): string[] {
  if (manifest.kind !== 'PodMonitor') return [];
  interface Endpoint {
    readonly authorization?: { readonly credentials: { readonly name: string } };
  }
  const { podMetricsEndpoints } = (
    manifest as Manifest & { readonly spec: { readonly podMetricsEndpoints: readonly Endpoint[] } }
  ).spec;
  const names = new Set(podMetricsEndpoints.flatMap(({ authorization }) => authorization?.credentials.name ?? []));
  return [...names]
    .filter(
      (name) =>
        !manifests.some(
          ({ kind, metadata }) =>
            ['Secret', 'ExternalSecret'].includes(kind) &&
            metadata.name === name &&
            metadata.namespace === manifest.metadata.namespace,
        ),
    )
    .map((name) => `${nameOf(manifest)} needs the Secret ${name}`);
}

function containersOf({ initContainers = [], containers }: Pods['spec']): readonly Container[] {
  return [...initContainers, ...containers];
}

function matches(labels: Labels, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

function nameOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

function quantity(text: string | undefined): number {
  const [, number = '0', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(text ?? '0') ?? [];
  return Number(number) * (units[unit] ?? Number.NaN);
}
