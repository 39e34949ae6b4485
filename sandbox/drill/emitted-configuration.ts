import type { Environment } from '../../planner/environment/environment';

/** What Terraform would create of DNS and load balancers: read from the synthesized stacks, not from the plan. */
export interface EmittedConfiguration {
  readonly checks: ReadonlyMap<string, EmittedCheck>;
  readonly records: readonly EmittedRecord[];
  readonly targetGroups: readonly EmittedTargetGroup[];
}

export type EmittedCheck =
  | {
      readonly type: 'endpoint';
      readonly region: string;
      readonly service: string;
      readonly interval: number;
      readonly failures: number;
      /** Places that probe. */
      readonly places: number;
    }
  /** Unhealthy while another check has been so at some time of the period. */
  | { readonly type: 'hold'; readonly follows: string; readonly period: number }
  | { readonly type: 'switch' }
  | { readonly type: 'calculated'; readonly children: readonly string[]; readonly threshold: number };

export interface EmittedRecord {
  readonly name: string;
  readonly target: { readonly region: string } | { readonly record: string };
  readonly ttl: number;
  readonly weight: number;
  readonly policy: 'weighted' | 'latency' | 'primary' | 'secondary';
  readonly check?: string;
}

/** Probes of the load balancer, in seconds. */
export interface EmittedTargetGroup {
  readonly region: string;
  readonly service: string;
  readonly interval: number;
  readonly timeout: number;
  readonly healthy: number;
  readonly unhealthy: number;
}

type Json = Readonly<Record<string, unknown>>;

/** @param stacks text of `cdk.tf.json` by the name of the stack */
export function readEmitted(environment: Environment, stacks: ReadonlyMap<string, string>): EmittedConfiguration {
  /** Resources of a stack by type and name. */
  const resourcesOf = (stack: string) =>
    (JSON.parse(stacks.get(stack) ?? '{}') as { resource?: Record<string, Record<string, Json>> }).resource ?? {};
  const failover = resourcesOf(`${environment.name}-failover`);
  const alarms = failover['aws_cloudwatch_metric_alarm'] ?? {};
  const checks = Object.entries(failover['aws_route53_health_check'] ?? {});
  return {
    checks: new Map(checks.map(([key, check]) => [key, readCheck(environment, check, alarms)])),
    records: Object.values(failover['aws_route53_record'] ?? {}).map((record) => readRecord(environment, record)),
    targetGroups: environment.regions.flatMap((region) => {
      const cluster = resourcesOf(`${environment.name}-${region.name}-cluster`);
      const groups = cluster['aws_lb_target_group'] ?? {};
      return Object.values(cluster['aws_lb_listener'] ?? {}).flatMap((listener) => {
        const [action] = listener['default_action'] as readonly Json[];
        const group = groups[referenced(action?.['target_group_arn'])];
        const service = region.endpoint?.services.find(({ listenerPort }) => listenerPort === listener['port']);
        return group && service ? [readTargetGroup(region.name, service.name, group)] : [];
      });
    }),
  };
}

function readCheck(environment: Environment, check: Json, alarms: Readonly<Record<string, Json>>): EmittedCheck {
  switch (check['type']) {
    case 'CALCULATED':
      return {
        type: 'calculated',
        children: (check['child_healthchecks'] as readonly string[]).map(referenced),
        threshold: Number(check['child_health_threshold']),
      };
    case 'CLOUDWATCH_METRIC': {
      const alarm = alarms[referenced(check['cloudwatch_alarm_name'])];
      if (alarm === undefined) return { type: 'switch' };
      const dimensions = alarm['dimensions'] as Json;
      return { type: 'hold', follows: referenced(dimensions['HealthCheckId']), period: Number(alarm['period']) };
    }
    default: {
      const region = environment.regions.find(({ endpoint }) => endpoint?.host === check['fqdn']);
      const service = region?.endpoint?.services.find(({ listenerPort }) => listenerPort === check['port']);
      return {
        type: 'endpoint',
        region: region?.name ?? '',
        service: service?.name ?? '',
        interval: Number(check['request_interval']),
        failures: Number(check['failure_threshold']),
        places: (check['regions'] as readonly string[]).length,
      };
    }
  }
}

function readRecord(environment: Environment, record: Json): EmittedRecord {
  const alias = record['alias'] as Json | undefined;
  const [host] = (record['records'] as readonly string[] | undefined) ?? [];
  const region = environment.regions.find(({ endpoint }) => endpoint?.host === host);
  const weighted = record['weighted_routing_policy'] as Json | undefined;
  const failover = record['failover_routing_policy'] as Json | undefined;
  const check = record['health_check_id'];
  return {
    name: String(record['name']),
    target: alias ? { record: String(alias['name']) } : { region: region?.name ?? '' },
    ttl: Number(record['ttl'] ?? 0),
    weight: Number(weighted?.['weight'] ?? 1),
    policy: weighted ? 'weighted' : failover ? (failover['type'] === 'PRIMARY' ? 'primary' : 'secondary') : 'latency',
    ...(check !== undefined && { check: referenced(check) }),
  };
}

function readTargetGroup(region: string, service: string, group: Json): EmittedTargetGroup {
  const check = group['health_check'] as Json;
  return {
    region,
    service,
    interval: Number(check['interval']),
    timeout: Number(check['timeout']),
    healthy: Number(check['healthy_threshold']),
    unhealthy: Number(check['unhealthy_threshold']),
  };
}

/** `${aws_type.name.attribute}` → `name`. */
function referenced(reference: unknown): string {
  return /^\$\{[a-z0-9_]+\.(.+)\.[a-z_]+\}$/.exec(String(reference))?.[1] ?? String(reference);
}
