import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';
import { of, withNetwork } from '../vpc/network-support';

const check = { type: 'HTTPS', fqdn: 'us-east-1.chat.example.com', port: 443, request_interval: 10 };

async function withZone(aws = simulatedAws()) {
  const zone = await aws.create('aws_route53_zone', { name: 'example.com' });
  const config = (more: Values = {}): Values => ({
    zone_id: of(zone),
    name: 'chat.example.com',
    type: 'A',
    ...('alias' in more ? {} : { ttl: 60, records: ['192.0.2.1'] }),
    ...more,
  });
  const record = (more: Values = {}) => aws.create('aws_route53_record', config(more));
  const weighted = (set_identifier: string, weight: number, more: Values = {}) =>
    record({ set_identifier, weighted_routing_policy: [{ weight }], ...more });
  return { aws, zone, config, record, weighted };
}

const alias = (name: string, zone_id: string) => [{ name, zone_id, evaluate_target_health: true }];

it('puts a zone on four name servers, for all regions', async () => {
  const { aws, zone } = await withZone();
  expect(zone).toMatchObject({
    id: expect.stringMatching(/^Z[0-9A-F]{17}$/),
    zone_id: of(zone),
    arn: `arn:aws:route53:::hostedzone/${of(zone)}`,
    name_servers: [
      expect.stringMatching(/^ns-\d+\.awsdns-\d\d\.com$/),
      expect.stringMatching(/\.net$/),
      expect.stringMatching(/\.org$/),
      expect.stringMatching(/\.co\.uk$/),
    ],
  });
  expect(aws.objects()).toEqual([{ region: 'global', type: 'aws_route53_zone', id: of(zone) }]);
});

it('keeps a zone that has records, unless it is destroyed by force', async () => {
  const { aws, zone, record } = await withZone();
  await record();
  await expect(aws.destroy('aws_route53_zone', zone)).rejects.toThrow(/^HostedZoneNotEmpty: /);
  const forced = await aws.update('aws_route53_zone', zone, { name: 'example.com', force_destroy: true });
  await aws.destroy('aws_route53_zone', forced);
});

it('finds a zone by its name from every region', async () => {
  const { aws, zone, record } = await withZone();
  await record();
  expect(await aws.in('eu-west-1').data('aws_route53_zone', { name: 'example.com' })).toMatchObject({
    id: of(zone),
    zone_id: of(zone),
    name: 'example.com',
    name_servers: zone['name_servers'],
    resource_record_set_count: 3,
  });
  await expect(aws.data('aws_route53_zone', { name: 'example.org' })).rejects.toThrow(
    /no matching Route 53 Hosted Zone found/,
  );
  await expect(aws.data('aws_route53_zone', { name: 'example.com', private_zone: true })).rejects.toThrow(
    /no matching/,
  );
  await aws.create('aws_route53_zone', { name: 'example.com' });
  await expect(aws.data('aws_route53_zone', { name: 'example.com' })).rejects.toThrow(/multiple Route 53 Hosted Zones/);
});

it('takes names as relative to the zone unless they end with its name', async () => {
  const { record } = await withZone();
  expect(await record({ name: 'Chat.Example.com.' })).toMatchObject({ fqdn: 'chat.example.com' });
  expect(await record({ name: 'api' })).toMatchObject({ fqdn: 'api.example.com' });
  expect(await record({ name: 'chat.example.org' })).toMatchObject({ fqdn: 'chat.example.org.example.com' });
  await expect(record({ name: 'chatexample.com' })).rejects.toThrow(
    'InvalidChangeBatch: [RRSet with DNS name chatexample.com. is not permitted in zone example.com.]',
  );
});

it('has a record once, unless it overwrites', async () => {
  const { aws, zone, record } = await withZone();
  const first = await record();
  expect(first).toMatchObject({ id: `${of(zone)}_chat.example.com_A` });
  await expect(record({ name: 'chat' })).rejects.toThrow(
    "InvalidChangeBatch: [Tried to create resource record set [name='chat.example.com.', type='A'] but it already exists]",
  );
  const second = await record({ records: ['192.0.2.2'], allow_overwrite: true });
  expect(await aws.read('aws_route53_record', first)).toEqual(second);
});

it('has a CNAME alone under its name, and none under that of the zone', async () => {
  const { record } = await withZone();
  const cname = { type: 'CNAME', records: ['elsewhere.example.org'] };
  await record();
  await expect(record(cname)).rejects.toThrow(
    'InvalidChangeBatch: [RRSet of type CNAME with DNS name chat.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.]',
  );
  await record({ ...cname, name: 'www' });
  await expect(record({ name: 'www' })).rejects.toThrow(
    'InvalidChangeBatch: [RRSet of type A with DNS name www.example.com. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com.]',
  );
  await expect(record({ ...cname, name: 'example.com' })).rejects.toThrow(
    /is not permitted at apex in zone example.com/,
  );
});

it('mixes no routing policies under a name', async () => {
  const { record, weighted } = await withZone();
  expect(await weighted('us-east-1', 100)).toMatchObject({ id: expect.stringMatching(/_A_us-east-1$/) });
  await weighted('us-west-2', 0);
  await expect(record()).rejects.toThrow(
    'InvalidChangeBatch: [RRSet with DNS name chat.example.com., type A cannot be created as other RRSets exist with the same name and type.]',
  );
  await expect(
    record({ set_identifier: 'eu-west-1', latency_routing_policy: [{ region: 'eu-west-1' }] }),
  ).rejects.toThrow(
    'InvalidChangeBatch: [RRSet with DNS name chat.example.com., type A, SetIdentifier eu-west-1 cannot be created as a non-latency set exists with the same name and type.]',
  );
  await record({ type: 'AAAA', records: ['2001:db8::1'] });
});

it('refuses another policy for one of several records, and takes it for an only one', async () => {
  const { aws, config, weighted } = await withZone();
  const first = await weighted('us-east-1', 100);
  const latency = config({ set_identifier: 'us-east-1', latency_routing_policy: [{ region: 'us-east-1' }] });
  const second = await weighted('us-west-2', 0);
  await expect(aws.update('aws_route53_record', first, latency)).rejects.toThrow(/a non-latency set exists/);
  await aws.destroy('aws_route53_record', second);
  expect(await aws.update('aws_route53_record', first, latency)).toMatchObject({ weighted_routing_policy: [] });
});

it('keeps sets of records consistent', async () => {
  const { record, weighted } = await withZone();
  await weighted('us-east-1', 100);
  await expect(weighted('us-west-2', 0, { ttl: 30 })).rejects.toThrow(/weighted sets must contain the same TTL/);
  await expect(weighted('us-west-2', 256)).rejects.toThrow(/weight 256 is not between 0 and 255/);

  const latency = (set_identifier: string, region: string) =>
    record({ name: 'api', set_identifier, latency_routing_policy: [{ region }] });
  await latency('a', 'us-east-1');
  await expect(latency('b', 'us-east-1')).rejects.toThrow(/a latency set with us-east-1 exists/);

  const failover = { name: 'www', set_identifier: 'a', failover_routing_policy: [{ type: 'PRIMARY' }] };
  await expect(record(failover)).rejects.toThrow(
    'InvalidChangeBatch: [A non-alias primary ResourceRecordSet must have an associated health check.]',
  );
});

it('answers with a load balancer that exists', async () => {
  const { aws, subnets } = await withNetwork();
  const balancer = await aws.create('aws_lb', {
    name: 'chat',
    load_balancer_type: 'network',
    subnets: subnets.map((subnet) => of(subnet)),
  });
  const { record } = await withZone(aws);
  await record({ alias: alias(of(balancer, 'dns_name'), of(balancer, 'zone_id')) });
  const name = 'gone-0123.elb.us-east-1.amazonaws.com';
  const tried = `Tried to create an alias that targets ${name}., type A in zone`;
  await expect(record({ name: 'a', alias: alias(name, 'Z26RNL4JYFTOTI') })).rejects.toThrow(
    `InvalidChangeBatch: [${tried} Z26RNL4JYFTOTI, but that target was not found]`,
  );
  await expect(record({ name: 'a', alias: alias(name, 'Z18D5FSROUN65G') })).rejects.toThrow(
    `${tried} Z18D5FSROUN65G, but the alias target name does not lie within the target zone`,
  );
});

it('answers with another record of its type', async () => {
  const { zone, record } = await withZone();
  await record({ name: 'us-east-1.chat' });
  await record({ alias: alias('us-east-1.chat.example.com', of(zone)) });
  await expect(record({ name: 'a', alias: alias('eu-west-1.chat.example.com', of(zone)) })).rejects.toThrow(
    /but that target was not found/,
  );
});

it('refuses records of no zone, with no health check, or with values of another type', async () => {
  const { record } = await withZone();
  await expect(record({ zone_id: 'Z1' })).rejects.toThrow(/^NoSuchHostedZone: /);
  await expect(record({ health_check_id: 'none' })).rejects.toThrow(/^NoSuchHealthCheck: /);
  await expect(record({ records: ['chat'] })).rejects.toThrow(/Value is not a valid IPv4 address/);
});

it('checks an endpoint from all regions', async () => {
  const aws = simulatedAws();
  const created = await aws.create('aws_route53_health_check', check);
  expect(created).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    arn: `arn:aws:route53:::healthcheck/${of(created)}`,
    enable_sni: true,
    failure_threshold: 3,
  });
  expect(aws.objects()).toEqual([{ region: 'global', type: 'aws_route53_health_check', id: of(created) }]);
  expect(aws.replacedBy('aws_route53_health_check', created, { ...check, request_interval: 30 })).toEqual([
    'request_interval',
  ]);
  expect(await aws.update('aws_route53_health_check', created, { ...check, failure_threshold: 2 })).toMatchObject({
    failure_threshold: 2,
  });
});

it.each([
  [{ fqdn: null }, /either IPAddress or FullyQualifiedDomainName/],
  [{ fqdn: null, ip_address: '10.0.0.1' }, /cannot be checked from the internet/],
  [{ request_interval: 20 }, /RequestInterval must be 10 or 30/],
  [{ search_string: 'ok' }, /SearchString cannot be specified for HTTPS/],
  [{ regions: ['us-east-1', 'us-west-2'] }, /at least three regions/],
])('refuses the health check %j', async (more, message) => {
  await expect(simulatedAws().create('aws_route53_health_check', { ...check, ...more })).rejects.toThrow(message);
});

it.each([{ type: 'https' }, { failure_threshold: 11 }, { regions: ['eu-central-1'] }, { port: 0 }])(
  'refuses the health check setting %j before planning',
  (more) => {
    expect(simulatedAws().validate('aws_route53_health_check', { ...check, ...more })).toHaveLength(1);
  },
);

it('nests no calculated health checks', async () => {
  const aws = simulatedAws();
  const leaf = await aws.create('aws_route53_health_check', check);
  const calculated = (child: string) =>
    aws.create('aws_route53_health_check', {
      type: 'CALCULATED',
      child_healthchecks: [child],
      child_health_threshold: 1,
    });
  const parent = await calculated(of(leaf));
  await expect(calculated(of(parent))).rejects.toThrow(/^InvalidInput: /);
  await expect(calculated('none')).rejects.toThrow(/^InvalidInput: /);
});
