import type { AttributeType, Value, Values } from '../../../sandbox/protocol/value';

const arn = (service: string, resource: string) => `arn:aws:${service}:us-east-1:111122223333:${resource}`;
const document = (action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

/** Two texts that look like what AWS takes, by what the name of the attribute says; the first match counts. */
const texts: readonly (readonly [name: RegExp, first: string, second: string])[] = [
  [/arns?$/, 'arn:aws:iam::111122223333:role/alpha', 'arn:aws:iam::111122223333:role/beta'],
  [
    /kms.*key/,
    arn('kms', 'key/01234567-89ab-cdef-0123-456789abcdef'),
    arn('kms', 'key/fedcba98-7654-3210-fedc-ba9876543210'),
  ],
  [/ipv6.*cidr/, '2001:db8:1::/56', '2001:db8:2::/56'],
  [/cidr/, '10.1.0.0/16', '10.2.0.0/16'],
  [/ipv6.*address/, '2001:db8::1', '2001:db8::2'],
  [/(^|_)ips?$|ip_address|private_ip/, '10.1.0.5', '10.1.0.6'],
  [
    /policy$|pattern$|template$|configuration_values$|dashboard_body/,
    document('s3:GetObject'),
    document('s3:PutObject'),
  ],
  [/subnets?(_ids?)?$/, 'subnet-0123456789abcdef0', 'subnet-0fedcba9876543210'],
  [/security_groups?(_ids?)?$/, 'sg-0123456789abcdef0', 'sg-0fedcba9876543210'],
  [/vpc_id$/, 'vpc-0123456789abcdef0', 'vpc-0fedcba9876543210'],
  [/route_table_ids?$/, 'rtb-0123456789abcdef0', 'rtb-0fedcba9876543210'],
  [/availability_zone$/, 'us-east-1a', 'us-east-1b'],
  [/availability_zone_id$/, 'use1-az1', 'use1-az2'],
  [/region(_name)?$/, 'us-west-2', 'eu-west-1'],
  [/(^|_)(time|date|until)$/, '2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z'],
  [/registry_id$|owner|account/, '111122223333', '444455556666'],
  [/file_system_id$/, 'fs-0123456789abcdef0', 'fs-0fedcba9876543210'],
  [/version$/, 'v1.2.3', 'v1.2.4'],
  [/^id$|launch_template_id/, 'lt-0123456789abcdef0', 'lt-0fedcba9876543210'],
  [/^url$/, 'https://alpha.example.com', 'https://beta.example.com'],
  [/zone_name|domain/, 'alpha.example.com', 'beta.example.com'],
];

/** Two different values of a type for an attribute of this name. */
export function samplesOf(name: string, type: AttributeType): readonly [Value, Value] {
  if (type === 'string') {
    const [, first, second] = texts.find(([pattern]) => pattern.test(name)) ?? [name, 'alpha', 'beta'];
    return [first, second];
  }
  if (type === 'number') return [1, 2];
  if (type === 'bool' || type === 'dynamic') return [false, true];
  const [kind, inner] = type;
  if (kind === 'map') return [{ alpha: samplesOf(name, inner)[0] }, { alpha: samplesOf(name, inner)[1] }];
  if (kind === 'tuple') return [[], []];
  if (kind !== 'object') return [[samplesOf(name, inner)[0]], [samplesOf(name, inner)[1]]];
  const pick = (which: 0 | 1): Values =>
    Object.fromEntries(Object.entries(inner).map(([key, type]) => [key, samplesOf(key, type)[which]]));
  return [pick(0), pick(1)];
}
