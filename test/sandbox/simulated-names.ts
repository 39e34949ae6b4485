import { openStore, type Store } from '../../sandbox/cloud/store';
import type { Values } from '../../sandbox/protocol/value';
import { temporaryFolder } from './temporary-folder';

/** A simulated cloud with load balancers and the records that lead to them. */
export function simulatedNames(folder = temporaryFolder()) {
  const store: Store = openStore(folder);
  const put = (place: string, type: string, id: string, values: Values) =>
    store.put({ place, type, id, values: { id, ...values }, holds: [] });
  /** A record that leads to a region as long as a health check finds the region healthy. */
  const probed = (name: string, region: string, policy: Values) => {
    put('global', 'aws_route53_health_check', `check-${region}`, { fqdn: `${region}.chat.example.com` });
    put('global', 'aws_route53_record', region, {
      name,
      type: 'CNAME',
      records: [`${region}.chat.example.com`],
      set_identifier: region,
      health_check_id: `check-${region}`,
      ...policy,
    });
  };
  return {
    store,
    /** A load balancer in a region, and the region's own name for it. */
    region(region: string): void {
      put(region, 'aws_lb', `lb-${region}`, { dns_name: `lb.elb.${region}.amazonaws.com` });
      const alias = [{ name: `lb.elb.${region}.amazonaws.com` }];
      put('global', 'aws_route53_record', `own-${region}`, { name: `${region}.chat.example.com`, type: 'A', alias });
    },
    /** A health check of a name. */
    check(id: string, fqdn: string): void {
      put('global', 'aws_route53_health_check', id, { fqdn });
    },
    /** A check that needs some of others. */
    calculated(id: string, children: readonly string[], threshold: number): void {
      put('global', 'aws_route53_health_check', id, {
        type: 'CALCULATED',
        child_healthchecks: [...children],
        child_health_threshold: threshold,
      });
    },
    /** A check that follows an alarm which nobody has set off. */
    follower(id: string): void {
      put('global', 'aws_route53_health_check', id, { type: 'CLOUDWATCH_METRIC', cloudwatch_alarm_name: 'quiet' });
    },
    record(id: string, values: Values): void {
      put('global', 'aws_route53_record', id, { type: 'CNAME', ...values });
    },
    /** A weighted record of the public name that leads to a region as long as the region is healthy. */
    weighted(region: string, weight: number): void {
      probed('chat.example.com', region, { weighted_routing_policy: [{ weight }] });
    },
    /** The same for a record that is the first choice for the public name, or the second one. */
    failover(region: string, role: 'PRIMARY' | 'SECONDARY'): void {
      probed('chat.example.com', region, { failover_routing_policy: [{ type: role }] });
    },
    /** The same for a record of any name that is meant for those who are near. */
    latency(name: string, region: string): void {
      probed(name, region, { latency_routing_policy: [{ region }] });
    },
  };
}
