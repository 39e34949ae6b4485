import type { LaunchTemplateNetworkInterfaces } from '@cdktf/provider-aws/lib/launch-template';

/** What an instance type has for Elastic Fabric Adapter. */
export interface EfaHardware {
  /** Network cards of the instance type. */
  readonly networkCards: number;
  /** EFA interfaces that the instance type supports: one a card, or one less where card 0 has none. */
  readonly efaInterfaces: number;
}

/**
 * The network interfaces of a node with EFA, in the layout that spends the fewest IP addresses:
 *
 * | network card  | device | type      | when                               |
 * |---------------|--------|-----------|------------------------------------|
 * | 0             | 0      | interface | always                             |
 * | 0             | 1      | efa-only  | as many EFA interfaces as cards    |
 * | 1 … cards − 1 | 0      | efa-only  | each further card                  |
 *
 * Only the first interface has IP addresses; `efa-only` ones carry nothing but EFA traffic. Launch templates for
 * managed node groups may name no subnet, and settings for public addresses or prefixes on an `efa-only` interface
 * make RunInstances fail, so neither is set. Needs VPC CNI 1.18.5 or later.
 *
 * Source: Amazon EC2 User Guide, "Maximize network bandwidth on Amazon EC2 instances with multiple network cards";
 * Amazon EKS User Guide, "Run machine learning training on Amazon EKS with Elastic Fabric Adapter", 2026.
 *
 * @throws if the counts belong to no layout of the table, as with p6e-gb200, which has EFA on odd cards only.
 */
export function efaNetworkInterfaces(
  { networkCards, efaInterfaces }: EfaHardware,
  securityGroupIds: readonly string[],
): LaunchTemplateNetworkInterfaces[] {
  const efaOnPrimaryCard = efaInterfaces === networkCards;
  if (efaInterfaces < 1 || (!efaOnPrimaryCard && efaInterfaces !== networkCards - 1)) {
    throw new Error(`No EFA layout for ${efaInterfaces} EFA interfaces on ${networkCards} network cards`);
  }

  const interfaceAt = (networkCardIndex: number, deviceIndex: number, interfaceType: 'interface' | 'efa-only') => ({
    networkCardIndex,
    deviceIndex,
    interfaceType,
    securityGroups: [...securityGroupIds],
    deleteOnTermination: 'true',
  });
  const furtherCards = Array.from({ length: networkCards - 1 }, (_, index) => index + 1);
  return [
    interfaceAt(0, 0, 'interface'),
    ...(efaOnPrimaryCard ? [interfaceAt(0, 1, 'efa-only')] : []),
    ...furtherCards.map((card) => interfaceAt(card, 0, 'efa-only')),
  ];
}
