import { blocksOf, isOn, numberOf, textOf, textsAt } from '../protocol/paths';
import type { Value, Values } from '../protocol/value';
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
 * How Route 53 answers for a name once its health checks have noticed what is lost: unhealthy records are left out, a
 * secondary one waits for the primary one to fail, records of weight 0 step in when no other is healthy, and when none is
 * healthy at all, all count as healthy. An alias answers with the records that it leads to. Latency is not simulated:
 * each region is taken for the nearest one as often as any other.
 * Source: Amazon Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function dnsAnswers(store: Store, name: string, lost: ReadonlySet<string>): DnsAnswer[] {
  return answersFor({ ...readNames(store.all()), lost }, name, []);
}

function answersFor(names: Names, name: string, before: readonly string[]): DnsAnswer[] {
  const candidates = recordsNamed(names, name).map((record) => ({
    record,
    weight: weightOf(record),
    role: textOf(record, 'failover_routing_policy.type'),
    healthy: isHealthy(names, record),
  }));
  const { answering, total } = weighed(usableOf(candidates));
  return candidates.flatMap((candidate) => {
    const { record, weight, healthy } = candidate;
    const share = answering.includes(candidate) ? Math.max(weight, 1) / total : 0;
    const target = targetOf(record);
    const isAlias = blocksOf(record, 'alias').length > 0 && !before.includes(target);
    const behind = isAlias ? answersFor(names, target, [...before, name]) : [];
    if (behind.length > 0) return behind.map((answer) => ({ ...answer, share: share * answer.share }));
    const region = regionBehind(names, target);
    return [
      {
        record: String(record['set_identifier'] ?? record['type']),
        target,
        ...(region === undefined ? {} : { region }),
        share,
        healthy,
      },
    ];
  });
}

/** The records among which the weights decide. */
function usableOf<T extends { readonly role: string | undefined; readonly healthy: boolean }>(
  candidates: readonly T[],
): readonly T[] {
  const healthy = candidates.filter((candidate) => candidate.healthy);
  const usable = healthy.length > 0 ? healthy : candidates;
  const primary = usable.filter(({ role }) => role === 'PRIMARY');
  return primary.length > 0 ? primary : usable;
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
  /** Regions of which nothing answers. */
  readonly lost: ReadonlySet<string>;
}

function readNames(objects: readonly CloudObject[]): Omit<Names, 'lost'> {
  const ofType = (type: string) => objects.filter((object) => object.type === type);
  return {
    records: ofType('aws_route53_record').map(({ values }) => values),
    checks: new Map(ofType('aws_route53_health_check').map(({ id, values }) => [id, values])),
    balancers: new Map(ofType('aws_lb').map(({ place, values }) => [String(values['dns_name']), place])),
  };
}

/** Without a health check, only an alias that evaluates its target can be unhealthy: while all of its records are. */
function isHealthy(names: Names, record: Values, before: readonly string[] = []): boolean {
  const id = textOf(record, 'health_check_id');
  if (id !== undefined) return passes(names, id);
  const target = targetOf(record);
  if (!isOn(record, 'alias.evaluate_target_health') || before.includes(target)) return true;
  const behind = recordsNamed(names, target);
  if (behind.length > 0) return behind.some((other) => isHealthy(names, other, [...before, target]));
  const region = names.balancers.get(target);
  return region === undefined || !names.lost.has(region);
}

/** A check that is gone fails; one that follows an alarm passes, as nobody has set the alarm off. */
function passes(names: Names, id: string): boolean {
  const check = names.checks.get(id);
  if (check === undefined) return false;
  if (check['type'] === 'CLOUDWATCH_METRIC') return true;
  if (check['type'] === 'CALCULATED') {
    const passing = textsAt(check, 'child_healthchecks').filter((child) => passes(names, child));
    return passing.length >= Number(check['child_health_threshold'] ?? 0);
  }
  const region = regionBehind(names, textOf(check, 'fqdn') ?? '');
  return region !== undefined && !names.lost.has(region);
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
  return textOf(record, 'alias.name') ?? textOf(record, 'records') ?? '';
}

/** Records without weights share equally. */
function weightOf(record: Values): number {
  return numberOf(record, 'weighted_routing_policy.weight') ?? 1;
}
