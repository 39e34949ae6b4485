import type { RegionPlan } from '../../../planner/environment/region-plan';
import { planRecords } from '../../../planner/resolve/dns';

// planRecords looks at nothing else of a region.
const region = (name: string, role: 'active' | 'standby', weight = 100) => ({ name, role, weight }) as RegionPlan;

const host = 'chat.example.com';

describe('planRecords', () => {
  it('spreads active-active over the active regions by weight and holds standby regions back with weight 0', () => {
    const records = planRecords(host, 'active-active', 'weighted', [
      region('us-east-1', 'active', 200),
      region('us-west-2', 'active'),
      region('eu-west-1', 'standby'),
    ]);
    expect(records).toEqual([
      { key: 'us-east-1', name: host, target: { region: 'us-east-1' }, routing: { type: 'weighted', weight: 200 } },
      { key: 'us-west-2', name: host, target: { region: 'us-west-2' }, routing: { type: 'weighted', weight: 100 } },
      { key: 'eu-west-1', name: host, target: { region: 'eu-west-1' }, routing: { type: 'weighted', weight: 0 } },
    ]);
  });

  it('answers with the nearest region under the latency policy', () => {
    const records = planRecords(host, 'active-active', 'latency', [
      region('us-west-2', 'active'),
      region('eu-west-1', 'active'),
    ]);
    expect(records.map((record) => record.routing)).toEqual([
      { type: 'latency', region: 'us-west-2' },
      { type: 'latency', region: 'eu-west-1' },
    ]);
  });

  it('puts standby regions behind a failover pair under the latency policy', () => {
    const records = planRecords(host, 'active-active', 'latency', [
      region('us-west-2', 'active'),
      region('eu-west-1', 'active'),
      region('ap-south-1', 'standby'),
    ]);
    expect(records.map(({ name, target, routing }) => [name, Object.values(target)[0], routing.type])).toEqual([
      [host, `active.${host}`, 'failover'],
      [host, `standby.${host}`, 'failover'],
      [`active.${host}`, 'us-west-2', 'latency'],
      [`active.${host}`, 'eu-west-1', 'latency'],
      [`standby.${host}`, 'ap-south-1', 'latency'],
    ]);
  });

  it('makes a failover pair for active-passive', () => {
    const records = planRecords(host, 'active-passive', 'weighted', [
      region('us-east-1', 'active'),
      region('us-west-2', 'standby'),
    ]);
    expect(records.map((record) => record.routing)).toEqual([
      { type: 'failover', role: 'PRIMARY' },
      { type: 'failover', role: 'SECONDARY' },
    ]);
  });

  it('serves a single region under one record', () => {
    expect(planRecords(host, 'active-passive', 'weighted', [region('us-east-1', 'active')])).toHaveLength(1);
  });
});
