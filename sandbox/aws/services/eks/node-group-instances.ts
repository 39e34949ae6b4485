import { findInstanceType } from '../../../../catalog/instance-types';
import { blocksOf, numberOf, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { architectureOf } from '../ec2/instance-names';
import { misconfigured } from './node-group-templates';
import { invalidParameter } from './shared';

/** Refuses instance types that do not exist, that the image does not run on, or that lack the network interfaces. */
export function refuseInstances(group: Values, template: Values | undefined): void {
  const types = [...textsAt(group, 'instance_types'), ...(template ? textsAt(template, 'instance_type') : [])];
  const missing = types.filter((type) => architectureOf(type) === undefined);
  if (missing.length > 0) {
    throw invalidParameter(`The following supplied instance types do not exist: [${missing.join(', ')}]`);
  }
  const amiType = textOf(group, 'ami_type') ?? 'AL2023_x86_64_STANDARD';
  const wanted = amiType.includes('ARM_64') ? 'arm64' : 'x86_64';
  const unfit = types.filter((type) => architectureOf(type) !== wanted);
  if (amiType !== 'CUSTOM' && !(template && textOf(template, 'image_id')) && unfit.length > 0) {
    throw invalidParameter(`[${unfit.join(', ')}] is not a valid instance type for requested amiType ${amiType}`);
  }
  for (const type of types) refuseInterfaces(type, template ? blocksOf(template, 'network_interfaces') : []);
}

/** Source: Amazon EC2 User Guide, "Elastic network interfaces", "Elastic Fabric Adapter"; 2026-11. */
function refuseInterfaces(name: string, interfaces: readonly Values[]): void {
  const type = findInstanceType(name);
  if (type === undefined) return;
  const places = interfaces.map((each) => ({
    card: numberOf(each, 'network_card_index') ?? 0,
    device: numberOf(each, 'device_index') ?? 0,
    kind: textOf(each, 'interface_type') ?? 'interface',
  }));
  const beyond = places.find(({ card }) => card >= type.networkCards);
  if (beyond) throw misconfigured(`Network card index ${beyond.card} exceeds the limit for ${name}.`);
  const fabric = places.filter(({ kind }) => kind !== 'interface');
  if (fabric.length > type.efaInterfaces) {
    throw misconfigured(`${fabric.length} EFA interfaces exceed the limit of ${type.efaInterfaces} for ${name}.`);
  }
  const primary = places.find(({ card, device }) => card === 0 && device === 0);
  if (primary?.kind === 'efa-only') {
    throw misconfigured('An EFA-only interface cannot be the primary network interface.');
  }
  if (new Set(places.map(({ card, device }) => `${card} ${device}`)).size < places.length) {
    throw misconfigured('Each network interface requires a unique device index on its network card.');
  }
}
