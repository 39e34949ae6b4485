import type { EksNodeGroupConfig } from '@cdktf/provider-aws/lib/eks-node-group';
import type { LaunchTemplateConfig } from '@cdktf/provider-aws/lib/launch-template';

/** How the nodes of a pool are bought. */
export type Capacity =
  | { readonly type: 'on-demand' }
  | { readonly type: 'spot' }
  | {
      readonly type: 'reservation';
      /** An On-Demand Capacity Reservation. */
      readonly reservationId: string;
    }
  | {
      readonly type: 'capacity-block';
      /** A Capacity Block for ML. */
      readonly reservationId: string;
      /**
       * When the block begins, in UTC, as `2026-12-01T11:30:00Z`; the pool then scales up to its maximum by itself.
       * Without it, pods that ask for accelerators bring the nodes up.
       */
      readonly startsAt?: string;
    };

/** Whether the instances come out of a reservation: of one type, in one zone, and no more than it holds. */
export function isReserved(capacity: Capacity): boolean {
  return capacity.type === 'reservation' || capacity.type === 'capacity-block';
}

/** The settings of a launch template and its node group that buy a kind of capacity. */
export interface Purchase {
  readonly launchTemplate: LaunchTemplateConfig;
  readonly nodeGroup: Partial<EksNodeGroupConfig>;
}

/**
 * Maps a kind of capacity to its settings. Instance types are given in one place only, as EKS demands: in the launch
 * template for reserved instances, in the node group otherwise.
 *
 * Source: Amazon EKS User Guide, "Create a managed node group with Capacity Blocks for ML" and "Customize managed
 * nodes with launch templates", 2026.
 */
export function purchase(capacity: Capacity, instanceTypes: readonly string[]): Purchase {
  switch (capacity.type) {
    case 'on-demand':
      return { launchTemplate: {}, nodeGroup: { capacityType: 'ON_DEMAND', instanceTypes: [...instanceTypes] } };
    case 'spot':
      return { launchTemplate: {}, nodeGroup: { capacityType: 'SPOT', instanceTypes: [...instanceTypes] } };
    case 'reservation':
      return {
        launchTemplate: fromReservation(capacity.reservationId, instanceTypes),
        nodeGroup: { capacityType: 'ON_DEMAND' },
      };
    case 'capacity-block':
      return {
        launchTemplate: {
          ...fromReservation(capacity.reservationId, instanceTypes),
          instanceMarketOptions: { marketType: 'capacity-block' },
        },
        nodeGroup: { capacityType: 'CAPACITY_BLOCK' },
      };
  }
}

function fromReservation(capacityReservationId: string, instanceTypes: readonly string[]): LaunchTemplateConfig {
  const [instanceType] = instanceTypes;
  if (instanceType === undefined || instanceTypes.length > 1) {
    throw new Error(`A reservation has one instance type, not ${instanceTypes.length}`);
  }
  return {
    instanceType,
    capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId } },
  };
}
