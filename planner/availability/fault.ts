import type { FailureClass } from './time-budget';

/** What fails in a drill. */
export type Fault =
  /** Nothing in the region answers any more. */
  | { readonly kind: 'region'; readonly region: string }
  /** Nodes and load balancer addresses of one zone are gone. */
  | { readonly kind: 'zone'; readonly zone: string }
  /** Every engine of a service hangs in one region. */
  | { readonly kind: 'service'; readonly service: string; readonly region: string }
  /** A node with a replica of the service is gone. */
  | { readonly kind: 'node'; readonly service: string; readonly region: string }
  /** A GPU under a replica is gone for good, and with it the node's use for that replica. */
  | { readonly kind: 'gpu'; readonly service: string; readonly region: string }
  /** The engine of one replica ends. */
  | { readonly kind: 'process'; readonly service: string; readonly region: string };

/** Every kind of failure, in the order in which help texts name them. */
export const faultKinds = [
  'region',
  'zone',
  'service',
  'node',
  'gpu',
  'process',
] as const satisfies readonly Fault['kind'][];

export function describeFault(fault: Fault): string {
  switch (fault.kind) {
    case 'region':
      return `the region ${fault.region} is lost`;
    case 'zone':
      return `the zone ${fault.zone} is lost`;
    case 'service':
      return `every engine of ${fault.service} hangs in ${fault.region}`;
    case 'node':
      return `a node of ${fault.service} is lost in ${fault.region}`;
    case 'gpu':
      return `a GPU of ${fault.service} fails in ${fault.region}`;
    case 'process':
      return `an engine of ${fault.service} ends in ${fault.region}`;
  }
}

/** Class of failure whose time budget bounds what a fault costs. */
export function classOf({ kind }: Fault): FailureClass {
  // With every engine of a region hung, its users have to be moved as if it was lost.
  return kind === 'service' ? 'region' : kind;
}
