import { regions } from '../../../../catalog/regions';
import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { ResourceModel } from '../../resource-model';
import { fullName, normalName } from './dns-names';
import { recordComplaints } from './record-rules';

/** Latency is also measured for regions outside the `aws` partition. */
export const latencyRegions = [
  ...regions.map(({ name }) => name),
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-east-1',
  'us-gov-west-1',
];

export const recordModels: Readonly<Record<string, ResourceModel>> = {
  aws_route53_record: {
    scope: 'global',
    replacedBy: forceNew.aws_route53_record,
    checks: [
      { path: 'zone_id', length: [1, Infinity] },
      {
        path: 'type',
        oneOf: 'SOA A TXT NS CNAME MX NAPTR PTR SRV SPF AAAA CAA DS TLSA SSHFP SVCB HTTPS'.split(' '),
      },
      { path: 'alias.name', length: [1, 1024] },
      { path: 'alias.zone_id', length: [1, 32] },
      { path: 'failover_routing_policy.type', oneOf: ['PRIMARY', 'SECONDARY'] },
      { path: 'latency_routing_policy.region', oneOf: latencyRegions },
      { path: 'geoproximity_routing_policy.bias', min: -99, max: 99 },
    ],
    references: [
      // A zone with records goes by force only; a health check goes whoever still names it.
      { path: 'zone_id', type: 'aws_route53_zone', missing: 'NoSuchHostedZone', onDelete: 'cascade' },
      { path: 'health_check_id', type: 'aws_route53_health_check', missing: 'NoSuchHealthCheck', onDelete: 'ignore' },
    ],
    unique: { of: claimOf, taken: 'InvalidChangeBatch' },
    create(values, aws) {
      const zone = aws.find('aws_route53_zone', textOf(values, 'zone_id') ?? '') ?? {};
      const fqdn = fullName(textOf(values, 'name') ?? '', textOf(zone, 'name') ?? '');
      const isOverwriting = isOn(values, 'allow_overwrite');
      refuse(recordComplaints({ ...values, fqdn }, { zone, replaces: isOverwriting ? 'same' : 'nothing' }, aws));
      return { id: recordId(values), fqdn, allow_overwrite: null };
    },
    update(values, prior, aws) {
      const zone = aws.find('aws_route53_zone', textOf(values, 'zone_id') ?? '') ?? {};
      refuse(recordComplaints({ ...values, fqdn: prior['fqdn'] ?? null }, { zone, replaces: prior }, aws));
      return {};
    },
  },
};

/** What no other record may have; a record that overwrites others claims nothing. */
function claimOf(values: Values): string | undefined {
  return isOn(values, 'allow_overwrite') ? undefined : recordId(values);
}

/** How the provider identifies a record. */
function recordId(values: Values): string {
  const name = normalName(textOf(values, 'name') ?? '');
  return [textOf(values, 'zone_id'), name, textOf(values, 'type'), textOf(values, 'set_identifier')]
    .filter((part) => part !== undefined)
    .join('_');
}

function refuse(complaints: readonly string[]): void {
  if (complaints.length > 0) throw new ApiError('InvalidChangeBatch', `[${complaints.join(', ')}]`);
}
