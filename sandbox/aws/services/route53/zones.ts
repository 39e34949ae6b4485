import { ApiError } from '../../../cloud/api-error';
import { blocksOf, isOn, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, DataModel, ResourceModel } from '../../resource-model';
import { hasTags } from '../../tags';
import { normalName } from './dns-names';

export const zoneModels: Readonly<Record<string, ResourceModel>> = {
  aws_route53_zone: {
    scope: 'global',
    replacedBy: ['name', 'delegation_set_id'],
    checks: [
      { path: 'name', length: [1, 1024] },
      { path: 'comment', length: [0, 256] },
      { path: 'delegation_set_id', length: [0, 32] },
    ],
    create(values, aws) {
      const isPrivate = blocksOf(values, 'vpc').length > 0;
      if (isPrivate && isOn(values, 'enable_accelerated_recovery')) {
        throw new ApiError('InvalidInput', 'Accelerated recovery is only supported for public hosted zones.');
      }
      const id = `Z${aws.newId('z').slice(-17).toUpperCase()}`;
      const servers = nameServers(id, isPrivate);
      return {
        id,
        zone_id: id,
        arn: `arn:aws:route53:::hostedzone/${id}`,
        name_servers: servers,
        primary_name_server: servers[0] ?? '',
        vpc: blocksOf(values, 'vpc').map((vpc) => ({ ...vpc, vpc_region: aws.region })),
      };
    },
    update: (values, _prior, aws) => ({
      vpc: blocksOf(values, 'vpc').map((vpc) => ({ ...vpc, vpc_region: aws.region })),
    }),
    remove(values, aws) {
      if (isOn(values, 'force_destroy') || recordsOf(textOf(values, 'id') ?? '', aws).length === 0) return;
      throw new ApiError(
        'HostedZoneNotEmpty',
        'The specified hosted zone contains non-required resource record sets and so cannot be deleted.',
      );
    },
  },
};

export const zoneData: Readonly<Record<string, DataModel>> = {
  aws_route53_zone(config, aws) {
    const zone = findZone(config, aws);
    const id = textOf(zone, 'zone_id') ?? '';
    return {
      id,
      zone_id: id,
      arn: zone['arn'] ?? null,
      name: textOf(config, 'name') ?? normalName(textOf(zone, 'name') ?? ''),
      name_servers: zone['name_servers'] ?? [],
      primary_name_server: zone['primary_name_server'] ?? '',
      comment: zone['comment'] ?? '',
      caller_reference: '',
      linked_service_description: '',
      linked_service_principal: '',
      // Every zone has an NS and an SOA record.
      resource_record_set_count: recordsOf(id, aws).length + 2,
      tags: zone['tags_all'] ?? {},
      vpc_id: config['vpc_id'] ?? null,
    };
  },
};

/** Records of a zone, without those that every zone has. */
export function recordsOf(zoneId: string, aws: Aws): Values[] {
  return aws.list('aws_route53_record').filter((record) => textOf(record, 'zone_id') === zoneId);
}

/** Public zones are on four servers of different top-level domains. */
function nameServers(zoneId: string, isPrivate: boolean): string[] {
  const seed = Number.parseInt(zoneId.slice(-4), 16);
  return ['com', 'net', 'org', 'co.uk'].map((domain, index) =>
    isPrivate
      ? `ns-${index * 512}.awsdns-00.${domain}.`
      : `ns-${index * 512 + (seed % 512)}.awsdns-${String((seed + index * 17) % 64).padStart(2, '0')}.${domain}`,
  );
}

function findZone(config: Values, aws: Aws): Values {
  const id = textOf(config, 'zone_id');
  if (id !== undefined) {
    const zone = aws.find('aws_route53_zone', id);
    if (zone) return zone;
    throw new ApiError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`);
  }
  const [zone, ...others] = aws.list('aws_route53_zone').filter((each) => isMeant(each, config));
  if (zone === undefined) throw new ApiError('NotFound', 'no matching Route 53 Hosted Zone found');
  if (others.length === 0) return zone;
  throw new ApiError(
    'TooManyResults',
    'multiple Route 53 Hosted Zones matched; use additional constraints to reduce matches to a single Route 53 Hosted Zone',
  );
}

function isMeant(zone: Values, config: Values): boolean {
  const [name, vpcId] = [textOf(config, 'name'), textOf(config, 'vpc_id')];
  const isPrivate = isOn(config, 'private_zone') || vpcId !== undefined;
  return (
    (name === undefined || normalName(textOf(zone, 'name') ?? '') === normalName(name)) &&
    blocksOf(zone, 'vpc').length > 0 === isPrivate &&
    (vpcId === undefined || textsAt(zone, 'vpc.vpc_id').includes(vpcId)) &&
    hasTags(zone, config['tags'])
  );
}
