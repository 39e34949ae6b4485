import { ApiError } from '../../../cloud/api-error';
import { blocksOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws, DataModel } from '../../resource-model';
import { hasTags, tagsOf } from '../../tags';
import { isLike } from '../../wildcards';
import { availabilityZones } from './availability-zones';

/** What EC2 answers about networks. */
export const vpcData: Readonly<Record<string, DataModel>> = {
  aws_availability_zones(config, { region }) {
    const excluded = [...textsAt(config, 'exclude_names'), ...textsAt(config, 'exclude_zone_ids')];
    const zones = availabilityZones(region).filter(
      ({ id, name }) => !excluded.includes(id) && !excluded.includes(name),
    );
    return {
      id: region,
      names: zones.map(({ name }) => name),
      zone_ids: zones.map(({ id }) => id),
      group_names: [region],
    };
  },

  aws_vpc(config, aws) {
    const [vpc, ...others] = matching('aws_vpc', config, aws);
    if (vpc === undefined) throw new ApiError('NotFound', 'no matching EC2 VPC found');
    if (others.length > 0) {
      throw new ApiError(
        'TooManyResults',
        'multiple EC2 VPCs matched; use additional constraints to reduce matches to a single EC2 VPC',
      );
    }
    return {
      ...Object.fromEntries(
        [
          'id',
          'arn',
          'cidr_block',
          'dhcp_options_id',
          'enable_dns_hostnames',
          'enable_network_address_usage_metrics',
          'ipv6_association_id',
          'ipv6_cidr_block',
          'main_route_table_id',
          'owner_id',
        ].map((name) => [name, vpc[name] ?? null]),
      ),
      cidr_block_associations: [
        { association_id: aws.newId('vpc-cidr-assoc'), cidr_block: vpc['cidr_block'] ?? null, state: 'associated' },
      ],
      default: false,
      enable_dns_support: vpc['enable_dns_support'] ?? true,
      instance_tenancy: textOf(vpc, 'instance_tenancy') ?? 'default',
      state: 'available',
      tags: vpc['tags_all'] ?? {},
    };
  },

  aws_subnets: (config, aws) => ({
    id: aws.region,
    ids: matching('aws_subnet', config, aws).flatMap((subnet) => textsAt(subnet, 'id')),
    tags: config['tags'] ?? {},
  }),
};

/** Attributes behind the filters of EC2 whose names are not theirs with hyphens. */
const filtered: Readonly<Record<string, string>> = { 'vpc-id': 'vpc_id', 'subnet-id': 'id', cidr: 'cidr_block' };

function matching(type: string, config: Values, aws: Aws): Values[] {
  return aws.list(type).filter((values) => {
    const wanted = type === 'aws_vpc' ? ['id', 'cidr_block', 'dhcp_options_id'] : [];
    return (
      wanted.every((name) => textOf(config, name) === undefined || values[name] === config[name]) &&
      hasTags(values, config['tags']) &&
      blocksOf(config, 'filter').every((filter) => passes(values, filter, type))
    );
  });
}

/** Filters accept any of their values, with `*` for any text. */
function passes(values: Values, filter: Values, type: string): boolean {
  const name = textOf(filter, 'name') ?? '';
  const attribute = name === 'vpc-id' && type === 'aws_vpc' ? 'id' : (filtered[name] ?? name.replaceAll('-', '_'));
  const found = name.startsWith('tag:') ? tagsOf(values)[name.slice('tag:'.length)] : values[attribute];
  return textsAt(filter, 'values').some((pattern) => isLike(String(found ?? ''), pattern));
}
