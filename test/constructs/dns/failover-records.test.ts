import { type FailoverRecord, FailoverRecords } from '../../../constructs/dns/failover-records';
import { RegionalRecord } from '../../../constructs/dns/regional-record';
import { type Synthesized, synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const failover: FailoverRecord[] = [
  {
    kind: 'alias',
    name: 'chat.example.com',
    setIdentifier: 'primary',
    alias: 'active.chat.example.com',
    evaluateTargetHealth: true,
    routing: { type: 'failover', role: 'PRIMARY' },
  },
  {
    kind: 'cname',
    name: 'chat.example.com',
    setIdentifier: 'secondary',
    ttlSeconds: 60,
    target: 'euw1.chat.example.com',
    routing: { type: 'failover', role: 'SECONDARY' },
  },
  {
    kind: 'cname',
    name: 'active.chat.example.com',
    setIdentifier: 'use1',
    ttlSeconds: 60,
    target: 'use1.chat.example.com',
    healthCheckKey: 'us-east-1',
    routing: { type: 'weighted', weight: 70 },
  },
  {
    kind: 'cname',
    name: 'active.chat.example.com',
    setIdentifier: 'usw2',
    ttlSeconds: 60,
    target: 'usw2.chat.example.com',
    healthCheckKey: 'us-west-2',
    routing: { type: 'weighted', weight: 30 },
  },
];

function records(list: FailoverRecord[] = failover): Synthesized {
  return synthesize((stack) => {
    const healthCheckIds = { 'us-east-1': 'hc-use1', 'us-west-2': 'hc-usw2' };
    new FailoverRecords(stack, 'records', { zoneId: 'Z123', healthCheckIds, records: list });
  });
}

function record(result: Synthesized, name: string, setIdentifier: string): Record<string, unknown> | undefined {
  return Object.values(result.resources('aws_route53_record')).find(
    (r) => r['name'] === name && r['set_identifier'] === setIdentifier,
  );
}

describe('FailoverRecords', () => {
  it('creates CNAME records with their health check and share of the traffic', () => {
    expect(record(records(), 'active.chat.example.com', 'use1')).toEqual({
      zone_id: 'Z123',
      name: 'active.chat.example.com',
      type: 'CNAME',
      set_identifier: 'use1',
      ttl: 60,
      records: ['use1.chat.example.com'],
      health_check_id: 'hc-use1',
      weighted_routing_policy: { weight: 70 },
    });
  });

  it('creates a last resort without a health check', () => {
    const secondary = record(records(), 'chat.example.com', 'secondary');
    expect(secondary).toMatchObject({ failover_routing_policy: { type: 'SECONDARY' } });
    expect(secondary?.['health_check_id']).toBeUndefined();
  });

  it('creates alias records without a TTL, after the records that they lead to', () => {
    const alias = record(records(), 'chat.example.com', 'primary');
    expect(alias).toMatchObject({
      type: 'CNAME',
      alias: { name: 'active.chat.example.com', zone_id: 'Z123', evaluate_target_health: true },
      failover_routing_policy: { type: 'PRIMARY' },
    });
    expect(alias?.['ttl']).toBeUndefined();
    expect(alias?.['depends_on']).toEqual([
      expect.stringMatching(/^aws_route53_record\..*use1/),
      expect.stringMatching(/^aws_route53_record\..*usw2/),
    ]);
  });

  it('routes by latency', () => {
    const list: FailoverRecord[] = [
      {
        kind: 'cname',
        name: 'chat.example.com',
        setIdentifier: 'use1',
        ttlSeconds: 30,
        target: 'use1.chat.example.com',
        routing: { type: 'latency', region: 'us-east-1' },
      },
    ];
    expect(records(list).resource('aws_route53_record')).toMatchObject({
      latency_routing_policy: { region: 'us-east-1' },
    });
  });

  it('fails when a record names an unknown health check', () => {
    const list: FailoverRecord[] = [
      {
        kind: 'cname',
        name: 'chat.example.com',
        setIdentifier: 'use1',
        ttlSeconds: 30,
        target: 'use1.chat.example.com',
        healthCheckKey: 'mars-1',
        routing: { type: 'latency', region: 'us-east-1' },
      },
    ];
    expect(() => records(list)).toThrow('chat.example.com (use1): unknown health check mars-1');
  });

  it('fails when alias records lead in a circle', () => {
    const alias = (name: string, to: string): FailoverRecord => ({
      kind: 'alias',
      name,
      setIdentifier: 'one',
      alias: to,
      evaluateTargetHealth: true,
      routing: { type: 'weighted', weight: 1 },
    });
    const circle = [alias('a.example.com', 'b.example.com'), alias('b.example.com', 'a.example.com')];
    expect(() => records(circle)).toThrow('a.example.com: alias records lead in a circle');
  });

  itWithTerraform(
    'is accepted by Terraform, together with the records of the regions',
    () => {
      const result = synthesize((stack) => {
        new FailoverRecords(stack, 'records', {
          zoneId: 'Z123',
          healthCheckIds: { 'us-east-1': 'hc-use1', 'us-west-2': 'hc-usw2' },
          records: failover,
        });
        new RegionalRecord(stack, 'use1', {
          zoneId: 'Z123',
          hostName: 'use1.chat.example.com',
          loadBalancerDnsName: 'chat.elb.us-east-1.amazonaws.com',
          loadBalancerZoneId: 'Z26RNL4JYFTOTI',
        });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
