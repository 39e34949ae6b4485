import type { Values } from '../../../../../sandbox/protocol/value';
import { simulatedAws } from '../../../../support/simulated-aws';

/** A text that the service filled in, for the configuration of the next object. */
export function of(values: Values, name = 'id'): string {
  const text = values[name];
  if (typeof text !== 'string') throw new Error(`${name} is no text`);
  return text;
}

/** A VPC with an internet gateway, and one subnet in each of two zones. */
export async function withNetwork(account = simulatedAws()) {
  const vpc = await account.create('aws_vpc', { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true });
  const gateway = await account.create('aws_internet_gateway', { vpc_id: of(vpc) });
  const subnet = (cidr: string, zone: string) =>
    account.create('aws_subnet', { vpc_id: of(vpc), cidr_block: cidr, availability_zone_id: zone });
  const subnets = [await subnet('10.0.0.0/24', 'use1-az1'), await subnet('10.0.1.0/24', 'use1-az2')] as const;
  return { aws: account, vpc, gateway, subnet, subnets };
}
