import type { DnsPlan, RoutingRecord } from '../environment/dns-plan';
import type { Environment } from '../environment/environment';

/**
 * Share of the users by region, once DNS has noticed that some regions are lost: what Route 53 answers from the records
 * of the plan. Under latency routing users are taken to be spread evenly over the regions. A region that is drained for
 * maintenance counts as there: the rule dns/region-drained says what that means for the promise.
 *
 * Source: Amazon Route 53 Developer Guide, "How Amazon Route 53 chooses records when health checking is configured".
 */
export function trafficShares(environment: Environment, lost: ReadonlySet<string>): ReadonlyMap<string, number> {
  const { dns } = environment;
  if (dns === undefined) return new Map();
  const shares = new Map<string, number>();
  share(dns, dns.host, 1, lost, shares);
  return shares;
}

function share(dns: DnsPlan, name: string, part: number, out: ReadonlySet<string>, shares: Map<string, number>): void {
  const answering = answers(dns, name, out);
  const weights = answering.map(weightOf);
  const sum = weights.reduce((a, b) => a + b, 0);
  answering.forEach((record, index) => {
    const own = sum > 0 ? (part * (weights[index] ?? 0)) / sum : part / answering.length;
    if ('record' in record.target) share(dns, record.target.record, own, out, shares);
    else shares.set(record.target.region, (shares.get(record.target.region) ?? 0) + own);
  });
}

/** Healthy records; of a failover pair the first healthy one; all if none is healthy. */
function answers(dns: DnsPlan, name: string, out: ReadonlySet<string>): readonly RoutingRecord[] {
  const named = dns.records.filter((record) => record.name === name);
  const healthy = named.filter((record) => isHealthy(dns, record, out));
  if (named.some(({ routing }) => routing.type === 'failover')) {
    const primaryFirst = [...named].sort((a, b) => roleOrder(a) - roleOrder(b));
    const chosen = primaryFirst.find((record) => healthy.includes(record)) ?? primaryFirst[0];
    return chosen ? [chosen] : [];
  }
  const usable = healthy.length > 0 ? healthy : named;
  const weighted = usable.filter((record) => weightOf(record) > 0);
  return weighted.length > 0 ? weighted : usable;
}

function isHealthy(dns: DnsPlan, { target }: RoutingRecord, out: ReadonlySet<string>): boolean {
  if ('region' in target) return !out.has(target.region);
  return dns.records.some((record) => record.name === target.record && isHealthy(dns, record, out));
}

function roleOrder({ routing }: RoutingRecord): number {
  return routing.type === 'failover' && routing.role === 'PRIMARY' ? 0 : 1;
}

function weightOf({ routing }: RoutingRecord): number {
  return routing.type === 'weighted' ? routing.weight : 1;
}
