import { Construct } from 'constructs';
import type { GitOps } from '../kubernetes/git-ops';
import type { Manifest } from '../kubernetes/manifest';
import { ManifestRelease } from '../kubernetes/manifest-release';
import { engineScripts } from './engine-pod';
import { engineWorkload } from './engine-workload';
import { gateway, gatewayReplicas } from './gateway';
import type { GatewayService } from './gateway-config';
import { inferenceNamespace, type ScalingSignal, type ServedService } from './served-service';
import { engineTraffic, gatewayTraffic } from './traffic';

/** Inputs of {@link InferenceServices}. */
export interface InferenceServicesProps {
  /** Region of the cluster, and folder of the manifests. */
  readonly region: string;
  /** Addresses of the VPC, from which its load balancer asks the gateway. Needed where a service has an `entry`. */
  readonly vpcCidr?: string;
  /** Argo CD installs the objects from Git in place of Helm. @default Helm does, when Terraform deploys */
  readonly gitOps?: GitOps;
}

/** How a service is reached from outside of its cluster. */
export interface GatewayEntry {
  /** Port that the gateway listens on for it, no other service's. */
  readonly port: number;
  /** Target group of the load balancer that sends it requests, such as `RegionalEndpoint` makes. */
  readonly targetGroupArn: string;
  /** Path at which the load balancer asks, without a key, whether the service can answer. */
  readonly healthCheckPath: string;
  /** How long it takes at most from the first request until it answers, of a service that may be without a replica. */
  readonly wakeSeconds?: number;
  /** Requests in a minute with the same API key, in the whole region. @default no limit */
  readonly requestsPerMinute?: number;
}

/** Inputs of an {@link InferenceService}. */
export interface InferenceServiceProps extends Omit<ServedService, keyof ServiceDefaults> {
  /** Who gives way when nodes are full. @default 'standard' */
  readonly tier?: ServedService['tier'];
  /** Pods of a replica; several make a LeaderWorkerSet. @default 1 */
  readonly nodesPerReplica?: number;
  /** What drives the number of replicas. @default four waiting requests for each */
  readonly scaling?: ScalingSignal;
  /** Whether the pools have room for one replica more than `min`, which a rollout needs in order not to lose any. @default true */
  readonly surge?: boolean;
  /** Replicas whose GPUs are kept free for the next ones. @default 0 */
  readonly headroom?: number;
  /** How long the engine may take until it answers before it is started anew. @default three times `loadSeconds`, at least 600 */
  readonly startupSeconds?: number;
  /** How long the load has to be low before a replica goes. @default twice `loadSeconds`, from 300 to 3600 */
  readonly cooldownSeconds?: number;
  /** Longest answer. @default 300 */
  readonly drainSeconds?: number;
  /** Who may ask it inside of the cluster: every pod, or the gateway alone. @default 'public' with an `entry`, else 'internal' */
  readonly exposure?: ServedService['exposure'];
  /** How it is reached through the gateway. @default only from inside of the cluster */
  readonly entry?: GatewayEntry;
}

type ServiceDefaults = Pick<
  ServedService,
  | 'tier'
  | 'nodesPerReplica'
  | 'scaling'
  | 'surge'
  | 'headroom'
  | 'startupSeconds'
  | 'cooldownSeconds'
  | 'drainSeconds'
  | 'exposure'
>;

/**
 * The services of one cluster and, where some are reached from outside, the gateway in front of them. They are one
 * release: services share the gateway and the scripts of their probes. Each is an {@link InferenceService} in it.
 *
 * Needs the namespace `inference`, the priorities and the controllers that `Platform` installs (KEDA; the one for groups
 * of pods where a replica has several nodes), and a Helm provider in the stack.
 */
export class InferenceServices extends Construct {
  private readonly services: (ServedService & Pick<InferenceServiceProps, 'entry'>)[] = [];

  constructor(scope: Construct, id: string, props: InferenceServicesProps) {
    super(scope, id);
    // cdktf leaves an id of `Default` out of the addresses of resources.
    new ManifestRelease(this, 'Default', {
      name: 'inference',
      namespace: inferenceNamespace,
      folder: props.region,
      ...(props.gitOps && { gitOps: props.gitOps }),
      manifests: () => [
        engineScripts(),
        ...this.services.flatMap((service) => [...engineWorkload(service), engineTraffic(service)]),
        ...this.gateway(props),
      ],
      // Nodes, images, weights and loading take longer than a deployment should; what ran before serves until then.
      wait: false,
    });
  }

  /** What an {@link InferenceService} does when it is made. */
  serve(props: InferenceServiceProps): void {
    if (this.services.some(({ name }) => name === props.name)) throw new Error(`there are two services ${props.name}`);
    const exposure = props.entry ? 'public' : 'internal';
    this.services.push({ ...defaultsOf(props), exposure, ...props });
  }

  private gateway({ vpcCidr }: InferenceServicesProps): Manifest[] {
    const entered = this.services.flatMap(({ entry, ...service }) => (entry ? [{ service, entry }] : []));
    if (entered.length === 0) return [];
    if (vpcCidr === undefined) throw new Error('services with an entry need vpcCidr, from which they are asked');
    const services = entered.map(({ service, entry }) => gatewayService(service, entry));
    return [
      ...gateway({
        services,
        healthPaths: [...new Set(entered.map(({ entry }) => entry.healthCheckPath))],
        targetGroupArns: Object.fromEntries(entered.map(({ service, entry }) => [service.name, entry.targetGroupArn])),
      }),
      gatewayTraffic(services, vpcCidr),
    ];
  }
}

/**
 * An OpenAI-compatible service: its pods on one node or several each, their addresses, what may disturb and what scales
 * them, and who may talk to them. Belongs into {@link InferenceServices}; the rights of its pods, an `EngineIdentity`,
 * into the stack of the cluster.
 *
 * @throws Error if the cluster has a service of the same name already
 */
export class InferenceService extends Construct {
  constructor(scope: InferenceServices, id: string, props: InferenceServiceProps) {
    super(scope, id);
    scope.serve(props);
  }
}

/** No replica goes before a new one could have loaded twice; a HorizontalPodAutoscaler waits an hour at most. */
function defaultsOf({ loadSeconds }: InferenceServiceProps): Omit<ServiceDefaults, 'exposure'> {
  return {
    tier: 'standard',
    nodesPerReplica: 1,
    scaling: { on: 'queue', target: 4 },
    surge: true,
    headroom: 0,
    startupSeconds: Math.max(600, 3 * loadSeconds),
    cooldownSeconds: Math.min(3600, Math.max(300, 2 * loadSeconds)),
    drainSeconds: 300,
  };
}

function gatewayService(service: ServedService, entry: GatewayEntry): GatewayService {
  const { name, command, replicas, drainSeconds, canary } = service;
  const { port, wakeSeconds, requestsPerMinute } = entry;
  return {
    name,
    port,
    enginePort: command.port,
    engineHealthPath: command.healthPath,
    maxReplicas: Math.max(1, replicas.max),
    longestSeconds: drainSeconds,
    ...(wakeSeconds !== undefined && { wakeSeconds }),
    ...(canary && {
      canary: {
        weight: canary.weight,
        enginePort: canary.command.port,
        engineHealthPath: canary.command.healthPath,
        maxReplicas: canary.replicas.max,
      },
    }),
    // Requests of a key come to all gateways alike.
    ...(requestsPerMinute !== undefined && { requestsPerMinute: Math.ceil(requestsPerMinute / gatewayReplicas) }),
  };
}
