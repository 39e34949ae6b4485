import type { Rule } from '../rule';
import { bucketMissing } from './bucket-missing';
import { localInProduction } from './local-in-production';
import { regionUnknown } from './region-unknown';
import { unusedBucket } from './unused-bucket';

/** Where Terraform keeps its state. */
export const stateRules: readonly Rule[] = [bucketMissing, regionUnknown, unusedBucket, localInProduction];
