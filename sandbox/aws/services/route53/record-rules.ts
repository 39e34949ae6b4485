import { isIPv4, isIPv6 } from 'node:net';
import { blocksOf, isOn, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import type { Aws } from '../../resource-model';
import { elbOfName } from '../load-balancing/hosted-zones';
import { liesInZone, normalName } from './dns-names';
import { recordsOf } from './zones';

/** Blocks that make a record one of several, and what Route 53 calls such records. */
const policies = {
  weighted_routing_policy: 'weighted',
  latency_routing_policy: 'latency',
  failover_routing_policy: 'failover',
  geolocation_routing_policy: 'geolocation',
  geoproximity_routing_policy: 'geoproximity',
  cidr_routing_policy: 'cidr',
} as const;

interface Change {
  readonly zone: Values;
  /** Which of the present records the new one takes the place of: its namesake, a given one, or none. */
  readonly replaces: 'nothing' | 'same' | Values;
}

/**
 * What Route 53 refuses about a record, in its words.
 * Source: Route 53 API Reference, "ResourceRecordSet", and Developer Guide, "Supported DNS record types"; 2026-11.
 */
export function recordComplaints(record: Values, { zone, replaces }: Change, aws: Aws): string[] {
  const zoneName = normalName(textOf(zone, 'name') ?? '');
  const name = nameOf(record);
  if (!liesInZone(name, zoneName)) return [`RRSet with DNS name ${name}. is not permitted in zone ${zoneName}.`];

  const namesakes = recordsOf(textOf(zone, 'id') ?? '', aws).filter((other) => nameOf(other) === name);
  const isSame = (other: Values) => identityOf(other) === identityOf(record);
  if (replaces === 'nothing' && namesakes.some(isSame)) return [alreadyExists(record)];
  const others = namesakes.filter((other) =>
    typeof replaces === 'string' ? !isSame(other) : other['id'] !== replaces['id'],
  );
  return [
    ...nameComplaints(record, zoneName, others),
    ...policyComplaints(
      record,
      others.filter((other) => textOf(other, 'type') === textOf(record, 'type')),
    ),
    ...valueComplaints(record),
    ...aliasComplaints(record, aws),
  ];
}

function nameOf(record: Values): string {
  return normalName(textOf(record, 'fqdn') ?? '');
}

function identityOf(record: Values): string {
  return `${textOf(record, 'type')} ${textOf(record, 'set_identifier') ?? ''}`;
}

function alreadyExists(record: Values): string {
  const identifier = textOf(record, 'set_identifier');
  const suffix = identifier === undefined ? '' : `, set-identifier='${identifier}'`;
  return `Tried to create resource record set [name='${nameOf(record)}.', type='${textOf(record, 'type')}'${suffix}] but it already exists`;
}

/** A CNAME is alone under its name, and no zone has one under its own. */
function nameComplaints(record: Values, zoneName: string, others: readonly Values[]): string[] {
  const [name, type] = [nameOf(record), textOf(record, 'type')];
  const rrset = `RRSet of type ${type} with DNS name ${name}.`;
  const isAlias = (other: Values) => textOf(other, 'type') === 'CNAME';
  if (!isAlias(record)) {
    return others.some(isAlias)
      ? [
          `${rrset} is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone ${zoneName}.`,
        ]
      : [];
  }
  if (name === zoneName) return [`${rrset} is not permitted at apex in zone ${zoneName}.`];
  if (others.every(isAlias)) return [];
  return [`${rrset} is not permitted as it conflicts with other records with the same DNS name in zone ${zoneName}.`];
}

/** Records of the same name and type follow one routing policy. */
function policyComplaints(record: Values, others: readonly Values[]): string[] {
  const [policy, identifier] = [policyOf(record), textOf(record, 'set_identifier')];
  const rrset = `RRSet with DNS name ${nameOf(record)}., type ${textOf(record, 'type')}`;
  if (policy === undefined) {
    if (identifier !== undefined) return [`${rrset}, SetIdentifier ${identifier} has no routing policy`];
    return others.length > 0 ? [`${rrset} cannot be created as other RRSets exist with the same name and type.`] : [];
  }
  if (identifier === undefined) return [`Missing field 'SetIdentifier' in Change of ${rrset}`];
  const refused = `${rrset}, SetIdentifier ${identifier} cannot be created as`;
  if (others.some((other) => policyOf(other) !== policy)) {
    return [`${refused} a non-${policy} set exists with the same name and type.`];
  }
  const complaints: string[] = [];
  const [ttl, weight] = [numberOf(record, 'ttl'), numberOf(record, 'weighted_routing_policy.weight') ?? 0];
  const differs = (other: Values) => numberOf(other, 'ttl') !== undefined && numberOf(other, 'ttl') !== ttl;
  if (policy === 'weighted' && ttl !== undefined && others.some(differs)) {
    complaints.push(`${refused} weighted sets must contain the same TTL.`);
  }
  if (weight < 0 || weight > 255) complaints.push(`${refused} its weight ${weight} is not between 0 and 255.`);
  for (const path of ['latency_routing_policy.region', 'failover_routing_policy.type']) {
    const value = textOf(record, path);
    if (value !== undefined && others.some((other) => textOf(other, path) === value)) {
      complaints.push(`${refused} a ${policy} set with ${value} exists with the same name and type.`);
    }
  }
  if (
    textOf(record, 'failover_routing_policy.type') === 'PRIMARY' &&
    blocksOf(record, 'alias').length === 0 &&
    textOf(record, 'health_check_id') === undefined
  ) {
    complaints.push('A non-alias primary ResourceRecordSet must have an associated health check.');
  }
  return complaints;
}

function policyOf(record: Values): string | undefined {
  if (isOn(record, 'multivalue_answer_routing_policy')) return 'multivalue answer';
  return Object.entries(policies).find(([path]) => blocksOf(record, path).length > 0)?.[1];
}

function valueComplaints(record: Values): string[] {
  const type = textOf(record, 'type');
  const values = textsAt(record, 'records');
  const illegal = (kind: 4 | 6, isLegal: (text: string) => boolean) =>
    values
      .filter((value) => !isLegal(value))
      .map(
        (value) =>
          `Invalid Resource Record: 'FATAL problem: ${kind === 4 ? 'ARRDATAIllegalIPv4Address' : 'AAAARRDATAIllegalIPv6Address'} (Value is not a valid IPv${kind} address) encountered with '${value}''`,
      );
  if (type === 'A') return illegal(4, isIPv4);
  if (type === 'AAAA') return illegal(6, isIPv6);
  if (type !== 'CNAME' || values.length < 2) return [];
  return [`Invalid Resource Record: 'FATAL problem: CNAMERRDATAMultipleValues (a CNAME has one value only)'`];
}

/** An alias leads to a record of its own type, or to a load balancer. Targets of other services are taken on trust. */
function aliasComplaints(record: Values, aws: Aws): string[] {
  return blocksOf(record, 'alias').flatMap((alias) => {
    const target = normalName(textOf(alias, 'name') ?? '');
    const zoneId = textOf(alias, 'zone_id') ?? '';
    const type = textOf(record, 'type');
    const tried = `Tried to create an alias that targets ${target}., type ${type} in zone ${zoneId}`;
    const outside = `${tried}, but the alias target name does not lie within the target zone`;
    const missing = `${tried}, but that target was not found`;

    const zone = aws.find('aws_route53_zone', zoneId);
    if (zone) {
      if (!liesInZone(target, textOf(zone, 'name') ?? '')) return [outside, missing];
      const isThere = recordsOf(zoneId, aws).some(
        (other) => nameOf(other) === target && textOf(other, 'type') === type,
      );
      return isThere ? [] : [missing];
    }
    const balancer = elbOfName(target);
    if (balancer === undefined) return [];
    if (balancer.zone !== '' && balancer.zone !== zoneId) return [outside, missing];
    // Load balancers of other regions are out of sight of this one.
    if (balancer.region !== aws.region) return [];
    const name = target.replace(/^dualstack\./, '');
    return aws.list('aws_lb').some((each) => textOf(each, 'dns_name') === name) ? [] : [missing];
  });
}
