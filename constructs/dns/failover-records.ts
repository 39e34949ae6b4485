import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import { Construct } from 'constructs';

/** How Route 53 chooses among the records of one name. */
export type RecordRouting =
  /** Share of the traffic, 0 to 255. */
  | { readonly type: 'weighted'; readonly weight: number }
  /** AWS region that is near the clients to serve. */
  | { readonly type: 'latency'; readonly region: string }
  /** One record of each role for a name; the secondary one answers while the primary one is unhealthy. */
  | { readonly type: 'failover'; readonly role: 'PRIMARY' | 'SECONDARY' };

interface RoutedRecord {
  /** Full name of the record. */
  readonly name: string;
  /** Tells apart the records of one name. */
  readonly setIdentifier: string;
  /** When Route 53 answers with this record; the same type for all records of one name. */
  readonly routing: RecordRouting;
  /** Key of a health check in `healthCheckIds`, without which the record always counts as healthy. */
  readonly healthCheckKey?: string;
}

/** A name that leads to another host, with a TTL. */
export interface CnameRecord extends RoutedRecord {
  /** Tells it from an {@link AliasRecord}. */
  readonly kind: 'cname';
  /** Seconds that resolvers keep the answer: at most 60 where failover is to be quick. */
  readonly ttlSeconds: number;
  /** Host name that it leads to. */
  readonly target: string;
}

/** A name that leads to the CNAME records of another name in the same zone, and takes over their health. */
export interface AliasRecord extends RoutedRecord {
  /** Tells it from a {@link CnameRecord}. */
  readonly kind: 'alias';
  /** Full name of those records. */
  readonly alias: string;
  /** Counts as unhealthy while all of those records do. */
  readonly evaluateTargetHealth: boolean;
}

/** A record that Route 53 may leave out of its answers. */
export type FailoverRecord = CnameRecord | AliasRecord;

/** Inputs of {@link FailoverRecords}. */
export interface FailoverRecordsProps {
  /** Hosted zone of all records. */
  readonly zoneId: string;
  /** Id of the health check by key. */
  readonly healthCheckIds: Readonly<Record<string, string>>;
  /** The records, in any order. */
  readonly records: readonly FailoverRecord[];
}

/**
 * The records of the shared host name. Health checks and records are data plane once they exist: during an outage DNS
 * moves the traffic by itself, without a deployment, and without the Route 53 control plane in us-east-1.
 */
export class FailoverRecords extends Construct {
  constructor(scope: Construct, id: string, props: FailoverRecordsProps) {
    super(scope, id);

    const created: { name: string; resource: Route53Record }[] = [];
    for (const record of aliasTargetsFirst(props.records)) {
      const resource = new Route53Record(this, `${record.name}-${record.setIdentifier}`, {
        zoneId: props.zoneId,
        name: record.name,
        type: 'CNAME',
        setIdentifier: record.setIdentifier,
        ...healthCheck(record, props.healthCheckIds),
        ...routingPolicy(record.routing),
        ...(record.kind === 'cname'
          ? { ttl: record.ttlSeconds, records: [record.target] }
          : {
              alias: {
                name: record.alias,
                zoneId: props.zoneId,
                evaluateTargetHealth: record.evaluateTargetHealth,
              },
              // Route 53 refuses an alias to a record that does not exist yet.
              dependsOn: created.filter(({ name }) => name === record.alias).map((target) => target.resource),
            }),
      });
      created.push({ name: record.name, resource });
    }
  }
}

/** Orders the records so that what an alias leads to comes before it. */
function aliasTargetsFirst(records: readonly FailoverRecord[]): FailoverRecord[] {
  const ordered = new Set<FailoverRecord>();
  const visit = (record: FailoverRecord, path: readonly FailoverRecord[]): void => {
    if (path.includes(record)) throw new Error(`${record.name}: alias records lead in a circle`);
    if (record.kind === 'alias') {
      for (const target of records) if (target.name === record.alias) visit(target, [...path, record]);
    }
    ordered.add(record);
  };
  for (const record of records) visit(record, []);
  return [...ordered];
}

function healthCheck(record: FailoverRecord, ids: Readonly<Record<string, string>>): { healthCheckId?: string } {
  if (record.healthCheckKey === undefined) return {};
  const healthCheckId = ids[record.healthCheckKey];
  if (healthCheckId === undefined) {
    throw new Error(`${record.name} (${record.setIdentifier}): unknown health check ${record.healthCheckKey}`);
  }
  return { healthCheckId };
}

function routingPolicy(routing: RecordRouting) {
  switch (routing.type) {
    case 'weighted':
      return { weightedRoutingPolicy: { weight: routing.weight } };
    case 'latency':
      return { latencyRoutingPolicy: { region: routing.region } };
    case 'failover':
      return { failoverRoutingPolicy: { type: routing.role } };
  }
}
