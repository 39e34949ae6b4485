import type { Rule } from '../rule';
import { blockDates } from './block-dates';
import { blockEnd } from './block-end';
import { blockEnded } from './block-ended';
import { blockSize } from './block-size';
import { duplicateReservation } from './duplicate-reservation';
import { jobNodes } from './job-nodes';
import { karpenterCapacityBlock } from './karpenter-capacity-block';
import { replicaGpus } from './replica-gpus';
import { replicaRoom } from './replica-room';
import { reservationRegions } from './reservation-regions';
import { reservationSize } from './reservation-size';
import { reservationTypes } from './reservation-types';
import { reservationZone } from './reservation-zone';
import { reservationZoneNetwork } from './reservation-zone-network';
import { scaleToZero } from './scale-to-zero';
import { sharedMaximum } from './shared-maximum';
import { sharedMinimum } from './shared-minimum';
import { spotCritical } from './spot-critical';
import { spotTraining } from './spot-training';
import { zoneMismatch } from './zone-mismatch';

/** Rules about how capacity is bought and whether it is enough. */
export const capacityRules: readonly Rule[] = [
  reservationZone,
  reservationZoneNetwork,
  zoneMismatch,
  reservationTypes,
  reservationRegions,
  duplicateReservation,
  reservationSize,
  blockSize,
  blockEnd,
  blockDates,
  blockEnded,
  jobNodes,
  replicaGpus,
  replicaRoom,
  sharedMinimum,
  sharedMaximum,
  spotCritical,
  spotTraining,
  scaleToZero,
  karpenterCapacityBlock,
];
