import type { Judgement } from '../impact';
import { plainPath } from '../values/plain-path';

/**
 * What it means that an item leaves a list of the spec, or a section the spec. What Terraform does with the resources is
 * in their own list; this is what it means for those who use them.
 */
const itemLosses: Readonly<Record<string, Judgement>> = {
  regions: {
    impact: 'data-loss',
    reason: 'the region goes with its cluster, buckets and file system',
    needed: 'drain it in DNS, let replication finish, then `ninefold deploy --prune --delete-data`',
  },
  pools: {
    impact: 'downtime',
    reason: 'the nodes of the pool go, and so do the pods on them',
    needed: 'move services and jobs to another pool first',
  },
  inference: {
    impact: 'downtime',
    reason: 'the service no longer answers',
    needed: 'lead its users elsewhere first',
  },
  training: {
    impact: 'replace',
    reason: 'the job is no longer run; a run that is under way stops',
    needed: 'wait for it',
  },
  evaluation: {
    impact: 'in-place',
    reason: 'nothing is scored by it any more; a run that is under way stops, and its scores stay',
  },
  queues: {
    impact: 'in-place',
    reason: 'its nodes go to the others; jobs that wait in it are not started any more, and those that run go on',
    needed: 'let its jobs wait in another queue',
  },
  models: { impact: 'in-place', reason: 'its weights are no longer fetched; copies stay in the buckets' },
  modules: { impact: 'downtime', reason: 'the module is no longer there' },
  dns: {
    impact: 'downtime',
    reason: 'the public name no longer leads anywhere',
    needed: 'lead its users elsewhere first',
  },
  'monitoring.receivers': { impact: 'in-place', reason: 'it hears of no alert any more' },
  'monitoring.slos': { impact: 'in-place', reason: 'nobody is told any more when it is missed' },
  'storage.lustre': {
    impact: 'data-loss',
    reason: 'the file system is deleted',
    needed: 'export what is not in S3 first',
  },
};

/** Undefined if the loss of it means no more than its field's policy says. */
export function itemLoss(path: string): Judgement | undefined {
  return itemLosses[plainPath(path)];
}
