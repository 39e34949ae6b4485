import { parseAllDocuments } from 'yaml';
import { isMap } from '../../../schemas/is-map';
import type { Judgement } from '../impact';
import { compareValues, type ValueChange } from '../values/compare-values';
import { judgeManifest, type ManifestAction } from './judge-manifest';

/** What happens to one Kubernetes object. */
export interface ManifestChange extends Judgement {
  /** Region of its cluster. */
  readonly region: string;
  /** Helm release that it belongs to. */
  readonly release: string;
  /** `Deployment inference/chat` */
  readonly object: string;
  readonly action: ManifestAction;
  readonly changes: readonly ValueChange[];
}

interface KubernetesObject {
  readonly region: string;
  readonly release: string;
  readonly kind: string;
  /** `namespace/name` without the hash of its content. */
  readonly name: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** What differs between the manifests of two outputs, object by object. */
export function compareManifests(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): ManifestChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
  const [left, right] = [before, after].map((files) => objectsIn(files, paths));
  const keys = [...new Set([...(left?.keys() ?? []), ...(right?.keys() ?? [])])].sort();
  return keys.flatMap((key) => changeOf(left?.get(key), right?.get(key)) ?? []);
}

function changeOf(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
): ManifestChange | undefined {
  const either = after ?? before;
  if (either === undefined) return undefined;
  const { region, release, kind, name } = either;
  const changes = before && after ? compareValues(before.content, after.content) : [];
  if (before && after && changes.length === 0) return undefined;
  const action = actionOf(before, after);
  return {
    region,
    release,
    object: `${kind} ${name}`,
    action,
    changes,
    ...judgeManifest(either.content, action, changes),
  };
}

/** An object whose name holds the hash of its content is made anew when that changes. */
function actionOf(before: KubernetesObject | undefined, after: KubernetesObject | undefined): ManifestAction {
  if (before === undefined) return 'create';
  if (after === undefined) return 'delete';
  return nameOf(before) === nameOf(after) ? 'change' : 'replace';
}

function nameOf({ content }: KubernetesObject): unknown {
  return isMap(content['metadata']) ? content['metadata']['name'] : undefined;
}

function objectsIn(
  files: ReadonlyMap<string, string>,
  paths: readonly string[],
): ReadonlyMap<string, KubernetesObject> {
  const objects = paths.flatMap((path) => {
    const [region = '', release = ''] = path.split('/');
    return parseAllDocuments(files.get(path) ?? '').flatMap((document): KubernetesObject[] => {
      const content: unknown = document.toJS();
      if (!isMap(content)) return [];
      const { kind, metadata } = content;
      const { name, namespace } = isMap(metadata) ? metadata : {};
      const shown = String(name).replace(/-[0-9a-f]{8}$/, '');
      const place = namespace === undefined ? shown : `${String(namespace)}/${shown}`;
      return [{ region, release, kind: String(kind), name: place, content }];
    });
  });
  return new Map(
    objects.map((object) => [[object.region, object.release, object.kind, object.name].join(' '), object]),
  );
}
