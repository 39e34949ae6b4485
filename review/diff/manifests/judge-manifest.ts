import { helperImages } from '../../../catalog/images';
import { isMap } from '../../../schemas/is-map';
import type { Judgement } from '../impact';
import type { ValueChange } from '../values/compare-values';

/** What happens to one Kubernetes object; `replace` where the name holds a hash of the content. */
export type ManifestAction = 'create' | 'change' | 'replace' | 'delete';

/** Kinds whose controllers replace pods one after the other when their template changes. */
const rolling: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'LeaderWorkerSet'];

/** Kinds that run to their end, and whose pods cannot be changed. Source: Kubernetes, "Jobs"; JobSet, "Concepts". */
const finite: readonly string[] = ['Job', 'JobSet'];

/** Kinds whose deletion takes data along. */
const keepers: readonly string[] = ['PersistentVolumeClaim', 'PersistentVolume', 'Namespace'];

/** Places in an object that pods are made from. */
const template = /^spec\.(template|leaderWorkerTemplate|jobTemplate)\b/;

/**
 * What a change of a Kubernetes object does to what runs.
 *
 * @param content of the object, as it was if it is deleted
 */
export function judgeManifest(
  content: Readonly<Record<string, unknown>>,
  action: ManifestAction,
  changes: readonly ValueChange[],
): Judgement {
  const kind = String(content['kind']);
  switch (action) {
    case 'create':
      return { impact: 'none', reason: 'it is new' };
    case 'delete':
      return judgeDeletion(kind, content);
    case 'replace':
      return judgeReplacement(kind, changes);
    case 'change':
      return judgeChange(kind, changes);
  }
}

/** Checkpoints belong to the run that a label names: the same one goes on, another one begins. */
function judgeReplacement(kind: string, changes: readonly ValueChange[]): Judgement {
  const reason = 'its name holds a hash of its content, so another one takes its place';
  if (kind !== 'JobSet') return { impact: 'replace', reason };
  return changes.some(({ path }) => path === 'metadata.labels.ninefold.dev/run')
    ? {
        impact: 'replace',
        reason: 'it trains something else: a run that is under way stops, and another one starts from the beginning',
        needed: 'wait for the run if its result is wanted',
      }
    : { impact: 'replace', reason: `${reason}; the run stops with a last checkpoint, and goes on from there` };
}

function judgeDeletion(kind: string, content: unknown): Judgement {
  if (isOnlyALead(content))
    return { impact: 'in-place', reason: 'it is deleted; the file system that it leads to stays' };
  if (keepers.includes(kind)) {
    return { impact: 'data-loss', reason: 'it is deleted with what it holds', needed: 'copy the data before' };
  }
  if (isPlaceholder(content)) {
    return { impact: 'in-place', reason: 'it is deleted; its pods only held room for others' };
  }
  if (rolling.includes(kind) || kind === 'Service') {
    return {
      impact: 'downtime',
      reason: 'it is deleted, and nothing answers in its place',
      needed: 'lead its users elsewhere first',
    };
  }
  if (finite.includes(kind))
    return { impact: 'replace', reason: 'it is deleted; a run that is under way stops', needed: 'wait for it' };
  return { impact: 'in-place', reason: 'it is deleted' };
}

/** Volumes that are made elsewhere and stay, and claims of such a volume. */
function isOnlyALead(content: unknown): boolean {
  const spec = (key: string) => at(content, ['spec', key]);
  return (
    spec('persistentVolumeReclaimPolicy') === 'Retain' ||
    (spec('volumeName') !== undefined && spec('storageClassName') === '')
  );
}

/** Whether all that its pods do is to be there. */
function isPlaceholder(content: unknown): boolean {
  const containers = at(content, ['spec', 'template', 'spec', 'containers']);
  if (!Array.isArray(containers) || containers.length === 0) return false;
  return containers.every((container) => at(container, ['image']) === helperImages.pause);
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}

function judgeChange(kind: string, changes: readonly ValueChange[]): Judgement {
  const paths = changes.map(({ path }) => path);
  if (kind === 'StatefulSet' && paths.some((path) => path.startsWith('spec.volumeClaimTemplates'))) {
    return {
      impact: 'blocked',
      reason: 'Kubernetes refuses to change the volumes of a StatefulSet',
      needed: 'delete the StatefulSet with --cascade=orphan first',
    };
  }
  if (finite.includes(kind) && paths.some((path) => path.startsWith('spec.'))) {
    return {
      impact: 'replace',
      reason: `Kubernetes changes no ${kind}: it is made anew`,
      needed: 'wait until it has ended',
    };
  }
  if (rolling.includes(kind) && paths.some((path) => template.test(path))) {
    return { impact: 'rolling', reason: 'its pods are replaced one after the other' };
  }
  if (kind === 'NodePool' || kind === 'EC2NodeClass') {
    return { impact: 'rolling', reason: 'Karpenter replaces nodes that differ from it, within its disruption budget' };
  }
  return { impact: 'in-place', reason: 'Kubernetes changes it in place' };
}
