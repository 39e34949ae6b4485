import type { Rule } from '../rule';
import { cancelledRequests } from './cancelled-requests';
import { mailOnly } from './mail-only';
import { noReceiver } from './no-receiver';
import { nobodyPaged } from './nobody-paged';
import { receiverTarget } from './receiver-target';
import { receiverUnused } from './receiver-unused';
import { retentionAlerts } from './retention-alerts';
import { retentionWindow } from './retention-window';
import { silenceUnheard } from './silence-unheard';
import { sloBelowObjective } from './slo-below-objective';
import { sloBucket } from './slo-bucket';
import { sloColdStart } from './slo-cold-start';
import { sloDuplicate } from './slo-duplicate';
import { sloEmpty } from './slo-empty';
import { sloImpossible } from './slo-impossible';
import { sloNeverPages } from './slo-never-pages';
import { sloOrder } from './slo-order';

/** Whether what is watched is what is promised, and whether somebody is told. */
export const monitoringRules: readonly Rule[] = [
  sloEmpty,
  sloDuplicate,
  sloBucket,
  sloOrder,
  sloImpossible,
  sloBelowObjective,
  sloNeverPages,
  sloColdStart,
  cancelledRequests,
  retentionWindow,
  retentionAlerts,
  receiverTarget,
  receiverUnused,
  noReceiver,
  nobodyPaged,
  mailOnly,
  silenceUnheard,
];
