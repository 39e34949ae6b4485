import type { Rule } from '../rule';
import { acceleratorForWorkload } from './accelerator-for-workload';
import { customAmi } from './custom-ami';
import { diskSize } from './disk-size';
import { efaDisabled } from './efa-disabled';
import { efaMissing } from './efa-missing';
import { efaUnsupported } from './efa-unsupported';
import { efaZones } from './efa-zones';
import { imageArchitecture } from './image-architecture';
import { karpenterInstanceType } from './karpenter-instance-type';
import { missingZone } from './missing-zone';
import { mixedAccelerators } from './mixed-accelerators';
import { noAccelerator } from './no-accelerator';
import { nodeRange } from './node-range';
import { replicaDisk } from './replica-disk';
import { reservedLabel } from './reserved-label';
import { rootVolume } from './root-volume';
import { singleTypePool } from './single-type-pool';
import { unknownInstanceType } from './unknown-instance-type';
import { unknownZone } from './unknown-zone';
import { weightsDisk } from './weights-disk';

/** Rules about the nodes of the pools. */
export const computeRules: readonly Rule[] = [
  unknownInstanceType,
  noAccelerator,
  mixedAccelerators,
  nodeRange,
  customAmi,
  acceleratorForWorkload,
  imageArchitecture,
  karpenterInstanceType,
  singleTypePool,
  efaUnsupported,
  efaZones,
  efaDisabled,
  efaMissing,
  unknownZone,
  missingZone,
  reservedLabel,
  diskSize,
  rootVolume,
  weightsDisk,
  replicaDisk,
];
