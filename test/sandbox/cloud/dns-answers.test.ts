import { dnsAnswers } from '../../../sandbox/cloud/dns-answers';
import { simulatedNames } from '../simulated-names';

const host = 'chat.example.com';
const none: ReadonlySet<string> = new Set();

/** Share of the answers by region, after some regions are lost. */
const shares = ({ store }: ReturnType<typeof simulatedNames>, ...lost: string[]) =>
  Object.fromEntries(dnsAnswers(store, host, new Set(lost)).map(({ region, share }) => [region, share]));

describe('dnsAnswers', () => {
  it('divides the answers by weight', () => {
    const names = simulatedNames();
    for (const [region, weight] of [
      ['us-east-1', 30],
      ['us-west-2', 10],
    ] as const) {
      names.region(region);
      names.weighted(region, weight);
    }
    expect(shares(names)).toEqual({ 'us-east-1': 0.75, 'us-west-2': 0.25 });
  });

  it('follows names to the region of the load balancer', () => {
    const names = simulatedNames();
    names.region('us-east-1');
    names.weighted('us-east-1', 1);
    expect(dnsAnswers(names.store, host, none)).toEqual([
      { record: 'us-east-1', target: 'us-east-1.chat.example.com', region: 'us-east-1', share: 1, healthy: true },
    ]);
  });

  it('leaves out what is lost', () => {
    const names = simulatedNames();
    for (const region of ['us-east-1', 'us-west-2', 'eu-west-1']) {
      names.region(region);
      names.weighted(region, 100);
    }
    expect(shares(names, 'us-east-1')).toEqual({ 'us-east-1': 0, 'us-west-2': 0.5, 'eu-west-1': 0.5 });
  });

  it('lets a record of weight 0 answer only when no other is healthy', () => {
    const names = simulatedNames();
    for (const [region, weight] of [
      ['us-east-1', 100],
      ['eu-west-1', 0],
    ] as const) {
      names.region(region);
      names.weighted(region, weight);
    }
    expect(shares(names)).toEqual({ 'us-east-1': 1, 'eu-west-1': 0 });
    expect(shares(names, 'us-east-1')).toEqual({ 'us-east-1': 0, 'eu-west-1': 1 });
  });

  it('answers with all records when none is healthy, by weight again', () => {
    const names = simulatedNames();
    for (const [region, weight] of [
      ['us-east-1', 100],
      ['us-west-2', 100],
      ['eu-west-1', 0],
    ] as const) {
      names.region(region);
      names.weighted(region, weight);
    }
    const all = ['us-east-1', 'us-west-2', 'eu-west-1'];
    expect(shares(names, ...all)).toEqual({ 'us-east-1': 0.5, 'us-west-2': 0.5, 'eu-west-1': 0 });
    for (const { healthy } of dnsAnswers(names.store, host, new Set(all))) expect(healthy).toBe(false);
  });

  it('leaves out a region one of whose checks fails, and one that is drained', () => {
    const names = simulatedNames();
    for (const region of ['us-east-1', 'us-west-2', 'eu-west-1']) {
      names.region(region);
      names.check(`probe-${region}`, `${region}.chat.example.com`);
      names.follower(`switch-${region}`);
      names.calculated(`all-${region}`, [`probe-${region}`, `switch-${region}`], region === 'eu-west-1' ? 3 : 2);
      names.record(region, {
        name: host,
        set_identifier: region,
        records: [`${region}.chat.example.com`],
        weighted_routing_policy: [{ weight: 1 }],
        health_check_id: `all-${region}`,
      });
    }
    expect(shares(names)).toEqual({ 'us-east-1': 0.5, 'us-west-2': 0.5, 'eu-west-1': 0 });
    expect(shares(names, 'us-east-1')).toEqual({ 'us-east-1': 0, 'us-west-2': 1, 'eu-west-1': 0 });
  });

  it('lets the secondary record answer only while the primary one is unhealthy and it is not', () => {
    const names = simulatedNames();
    for (const [region, role] of [
      ['us-east-1', 'PRIMARY'],
      ['eu-west-1', 'SECONDARY'],
    ] as const) {
      names.region(region);
      names.failover(region, role);
    }
    expect(shares(names)).toEqual({ 'us-east-1': 1, 'eu-west-1': 0 });
    expect(shares(names, 'us-east-1')).toEqual({ 'us-east-1': 0, 'eu-west-1': 1 });
    expect(shares(names, 'us-east-1', 'eu-west-1')).toEqual({ 'us-east-1': 1, 'eu-west-1': 0 });
  });

  it('answers for aliases with the records that they lead to, and takes over their health', () => {
    const names = simulatedNames();
    for (const [role, group, regions] of [
      ['PRIMARY', `active.${host}`, ['us-east-1', 'us-west-2']],
      ['SECONDARY', `standby.${host}`, ['eu-west-1']],
    ] as const) {
      names.record(role, {
        name: host,
        set_identifier: role,
        alias: [{ name: group, evaluate_target_health: true }],
        failover_routing_policy: [{ type: role }],
      });
      for (const region of regions) {
        names.region(region);
        names.latency(group, region);
      }
    }
    expect(shares(names)).toEqual({ 'us-east-1': 0.5, 'us-west-2': 0.5, 'eu-west-1': 0 });
    expect(shares(names, 'us-east-1')).toEqual({ 'us-east-1': 0, 'us-west-2': 1, 'eu-west-1': 0 });
    expect(shares(names, 'us-east-1', 'us-west-2')).toEqual({ 'us-east-1': 0, 'us-west-2': 0, 'eu-west-1': 1 });
  });

  it('ends where aliases lead in a circle', () => {
    const names = simulatedNames();
    const alias = (name: string) => [{ name, evaluate_target_health: true }];
    names.record('a', { name: host, alias: alias('b.example.com') });
    names.record('b', { name: 'b.example.com', alias: alias(host) });
    expect(dnsAnswers(names.store, host, none)).toEqual([{ record: 'CNAME', target: host, share: 1, healthy: true }]);
  });

  it('takes a record without a health check for healthy, and one whose check is gone for unhealthy', () => {
    const names = simulatedNames();
    names.record('a', { name: host, set_identifier: 'a', records: ['a.example.net'] });
    names.record('b', { name: host, set_identifier: 'b', records: ['b.example.net'], health_check_id: 'gone' });
    expect(dnsAnswers(names.store, host, none)).toEqual([
      { record: 'a', target: 'a.example.net', share: 1, healthy: true },
      { record: 'b', target: 'b.example.net', share: 0, healthy: false },
    ]);
  });

  it('takes a check of a name that leads nowhere for unhealthy', () => {
    const names = simulatedNames();
    names.check('c', 'nowhere.example.com');
    names.record('a', { name: host, records: ['a.example.net'], health_check_id: 'c' });
    expect(dnsAnswers(names.store, host, none)).toMatchObject([{ record: 'CNAME', healthy: false }]);
  });

  it('ends where names lead in a circle', () => {
    const names = simulatedNames();
    names.record('a', { name: host, records: ['b.example.com'] });
    names.record('b', { name: 'b.example.com', records: [host] });
    const [answer] = dnsAnswers(names.store, host, none);
    expect(answer).toMatchObject({ target: 'b.example.com', share: 1 });
    expect(answer?.region).toBeUndefined();
  });

  it('knows no answer for other names and other types of records', () => {
    const names = simulatedNames();
    names.record('txt', { name: host, type: 'TXT', records: ['v=spf1'] });
    names.record('other', { name: 'other.example.com', records: ['a.example.net'] });
    expect(dnsAnswers(names.store, host, none)).toEqual([]);
  });
});
