import type { Rule } from '../rule';
import { deletionProtectionOff } from './deletion-protection-off';
import { imageDigest } from './image-digest';
import { latestImage } from './latest-image';
import { literalSecret } from './literal-secret';
import { noAdmins } from './no-admins';
import { publicEndpointOpen } from './public-endpoint-open';
import { unpinnedRevision } from './unpinned-revision';

/** Rules about access, credentials and protection. */
export const securityRules: readonly Rule[] = [
  publicEndpointOpen,
  noAdmins,
  literalSecret,
  unpinnedRevision,
  latestImage,
  imageDigest,
  deletionProtectionOff,
];
