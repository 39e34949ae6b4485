import { DataAwsCallerIdentity } from '@cdktf/provider-aws/lib/data-aws-caller-identity';
import type { Construct } from 'constructs';
import { boundedName } from '../catalog/name-limits';
import { route53MetricsRegion } from '../catalog/route53';
import { type FailoverRecord, FailoverRecords } from '../constructs/dns/failover-records';
import { RegionHealthCheck } from '../constructs/dns/region-health-check';
import { AlarmTopic } from '../constructs/monitoring/delivery/alarm-topic';
import { EncryptionKey } from '../constructs/security/encryption-key';
import { TerraformStack } from '../constructs/substrate/cdktf';
import type { DnsPlan, RoutingRecord } from '../planner/environment/dns-plan';
import type { EndpointPlan } from '../planner/environment/endpoint-plan';
import type { Environment } from '../planner/environment/environment';
import type { GlobalStack } from './global-stack';
import { known } from './known';
import { read } from './outputs';
import { prepareStack, stackName } from './stack';

/**
 * How the public name moves between regions: a health check and an alarm for each region and the records that follow
 * the checks. It knows the regions by name alone and reads no regional state, so that an impaired region never keeps
 * it from being planned.
 */
export class FailoverStack extends TerraformStack {
  constructor(
    scope: Construct,
    environment: Environment,
    dns: DnsPlan,
    global: GlobalStack,
    regions: readonly TerraformStack[],
  ) {
    super(scope, stackName(environment, 'failover'));
    // Nobody should be sent to a region before it is there; its state is not needed for that.
    for (const region of regions) this.addDependency(region);
    prepareStack(this, environment, 'failover', route53MetricsRegion);
    const { prefix, monitoring } = environment;
    const accountId = new DataAwsCallerIdentity(this, 'account').accountId;

    const alarmKey = new EncryptionKey(this, 'alarm-key', {
      name: `${prefix}-failover-alarms`,
      description: `Failover alarms of ${prefix}`,
      accountId,
      region: route53MetricsRegion,
      services: ['cloudwatch-alarms'],
    });
    const topic = new AlarmTopic(this, 'alarms', {
      name: boundedName('sns-topic', prefix, 'failover'),
      accountId,
      kmsKeyArn: alarmKey.arn,
      emails: monitoring.alarmEmails,
    });

    const endpoints = endpointsOf(environment);
    const healthCheckIds = Object.fromEntries(
      dns.checks.map((plan) => {
        const { region, drained, drainSwitch } = plan;
        const endpoint = known(endpoints.get(region), `endpoint of ${region}`);
        const check = new RegionHealthCheck(this, region, {
          name: boundedName('cloudwatch-alarm', prefix, region),
          hostName: endpoint.host,
          probes: plan.probes,
          intervalSeconds: dns.healthCheck.interval.seconds === 30 ? 30 : 10,
          failureThreshold: dns.healthCheck.failures,
          drained,
          ...(drainSwitch && {
            failover: {
              returnAfterSeconds: dns.healthCheck.returnAfter.seconds,
              drainAlarm: { name: drainSwitch.alarm, region: drainSwitch.region },
            },
          }),
          alarmTopicArn: topic.arn,
        });
        return [region, check.id];
      }),
    );
    new FailoverRecords(this, 'records', {
      zoneId: read(this, global).zoneId,
      healthCheckIds,
      records: dns.records.map((record) => toFailoverRecord(record, dns, endpoints)),
    });
  }
}

function endpointsOf(environment: Environment): ReadonlyMap<string, EndpointPlan> {
  return new Map(environment.regions.flatMap(({ name, endpoint }) => (endpoint ? [[name, endpoint] as const] : [])));
}

function toFailoverRecord(
  record: RoutingRecord,
  dns: DnsPlan,
  endpoints: ReadonlyMap<string, EndpointPlan>,
): FailoverRecord {
  const base = { name: record.name, setIdentifier: record.key, routing: record.routing };
  if ('record' in record.target) {
    return { kind: 'alias', ...base, alias: record.target.record, evaluateTargetHealth: true };
  }
  const { region } = record.target;
  const { host } = known(endpoints.get(region), `endpoint of ${region}`);
  return { kind: 'cname', ...base, ttlSeconds: dns.ttl.seconds, target: host, healthCheckKey: region };
}
