import { textsAt } from '../protocol/paths';
import { isValues, type Value, type Values } from '../protocol/value';
import type { CloudObject, Store } from './store';

/** One record that Route 53 would choose among for a name. */
export interface DnsAnswer {
  /** Set identifier of the record, or its type when it is the only one. */
  readonly record: string;
  /** Name that it points to. */
  readonly target: string;
  /** Region of the load balancer behind it. */
  readonly region?: string;
  /** Share of the queries that get this answer now, 0 to 1; 0 for one that waits for others to fail. */
  readonly share: number;
  readonly healthy: boolean;
}

/**
 * How Route 53 answers for a name once its health checks have noticed what is lost: unhealthy records are left out,
 * records of weight 0 step in when no other is healthy, and when none is healthy at all, all count as healthy.
 * Source: Amazon Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function dnsAnswers(store: Store, name: string, lost: ReadonlySet<string>): DnsAnswer[] {
  const names = readNames(store.all());
  const candidates = recordsNamed(names, name).map((record) => {
    const target = targetOf(record);
    const region = regionBehind(names, target);
    return {
      record: String(record['set_identifier'] ?? record['type']),
      target,
      ...(region === undefined ? {} : { region }),
      weight: weightOf(record),
      healthy: isHealthy(names, record, lost),
    };
  });
  const healthy = candidates.filter((candidate) => candidate.healthy);
  const usable = healthy.length > 0 ? healthy : candidates;
  const { answering, total } = weighed(usable);
  return candidates.map(({ weight, ...answer }) => {
    const answers = answering.some(({ record }) => record === answer.record);
    return { ...answer, share: answers ? Math.max(weight, 1) / total : 0 };
  });
}

/** The records that answer, and the sum of their weights: those of weight 0 step in, alike, when there are no others. */
export function weighed<T extends { readonly weight: number }>(
  usable: readonly T[],
): { readonly answering: readonly T[]; readonly total: number } {
  const weighted = usable.filter(({ weight }) => weight > 0);
  const answering = weighted.length > 0 ? weighted : usable;
  return { answering, total: answering.reduce((sum, { weight }) => sum + Math.max(weight, 1), 0) };
}

/** What has to do with names. */
interface Names {
  readonly records: readonly Values[];
  /** Health checks by id. */
  readonly checks: ReadonlyMap<string, Values>;
  /** Regions of load balancers, by their names. */
  readonly balancers: ReadonlyMap<string, string>;
}

function readNames(objects: readonly CloudObject[]): Names {
  const ofType = (type: string) => objects.filter((object) => object.type === type);
  return {
    records: ofType('aws_route53_record').map(({ values }) => values),
    checks: new Map(ofType('aws_route53_health_check').map(({ id, values }) => [id, values])),
    balancers: new Map(ofType('aws_lb').map(({ place, values }) => [String(values['dns_name']), place])),
  };
}

/** Records without a health check count as healthy. */
function isHealthy(names: Names, record: Values, lost: ReadonlySet<string>): boolean {
  const id = record['health_check_id'];
  if (typeof id !== 'string' || id === '') return true;
  return passes(names, id, lost);
}

/** A check that is gone fails; one that follows an alarm passes, as nobody has set the alarm off. */
function passes(names: Names, id: string, lost: ReadonlySet<string>): boolean {
  const check = names.checks.get(id);
  if (check === undefined) return false;
  if (check['type'] === 'CLOUDWATCH_METRIC') return true;
  if (check['type'] === 'CALCULATED') {
    const passing = textsAt(check, 'child_healthchecks').filter((child) => passes(names, child, lost));
    return passing.length >= Number(check['child_health_threshold'] ?? 0);
  }
  const region = regionBehind(names, String(check['fqdn'] ?? ''));
  return region !== undefined && !lost.has(region);
}

/** The region of the load balancer that a name leads to, through aliases and CNAMEs. */
function regionBehind(names: Names, name: string, before: readonly string[] = []): string | undefined {
  const region = names.balancers.get(name);
  if (region !== undefined) return region;
  const [record] = recordsNamed(names, name);
  if (record === undefined || before.includes(name)) return undefined;
  return regionBehind(names, targetOf(record), [...before, name]);
}

function recordsNamed({ records }: Names, name: string): Values[] {
  const isAddress = (type: Value | undefined) => type === 'A' || type === 'AAAA' || type === 'CNAME';
  return records.filter(({ name: recordName, type }) => recordName === name && isAddress(type));
}

function targetOf(record: Values): string {
  const alias = first(record['alias']);
  if (alias) return String(alias['name'] ?? '');
  const records = record['records'];
  return Array.isArray(records) ? String(records[0] ?? '') : '';
}

/** Records without weights share equally. */
function weightOf(record: Values): number {
  const weight = first(record['weighted_routing_policy'])?.['weight'];
  return typeof weight === 'number' ? weight : 1;
}

function first(blocks: Value | undefined): Values | undefined {
  const block = Array.isArray(blocks) ? (blocks as readonly Value[])[0] : undefined;
  return isValues(block) ? block : undefined;
}
