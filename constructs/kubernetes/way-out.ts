import type { NetworkPolicy } from './objects';

/**
 * What pods that read from clouds and hubs talk to: HTTPS anywhere, and the agent of EKS Pod Identity, which gives them
 * their rights. Source: Amazon EKS User Guide, "How EKS Pod Identity works" (address of the agent).
 */
export const toClouds: NonNullable<NonNullable<NetworkPolicy['spec']>['egress']> = [
  { to: [{ ipBlock: { cidr: '0.0.0.0/0' } }], ports: [{ protocol: 'TCP', port: 443 }] },
  { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ protocol: 'TCP', port: 80 }] },
];

/** Ports of DNS. */
export const dnsPorts = [
  { protocol: 'UDP', port: 53 },
  { protocol: 'TCP', port: 53 },
] as const;
