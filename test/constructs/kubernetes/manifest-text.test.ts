import { parse } from 'yaml';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { manifestFiles } from '../../../constructs/kubernetes/manifest-text';
import type { ConfigMap } from '../../../constructs/kubernetes/objects';

const configMap = (name: string, data: Record<string, string> = {}, namespace = 'demo'): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
});

describe('manifestFiles', () => {
  it('gives the objects of a namespace and kind a file, in the order of their names', () => {
    const priority: Manifest = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'tier-critical' },
    };
    const role: Manifest = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'system:metrics' },
    };
    expect(manifestFiles([configMap('a'), role, priority]).map(({ path }) => path)).toEqual([
      'cluster/clusterrole.yaml',
      'cluster/priorityclass.yaml',
      'demo/configmap.yaml',
    ]);
    const [both] = manifestFiles([configMap('b'), configMap('a')]);
    expect(both?.text.split('---\n').map((text) => parse(text).metadata.name)).toEqual(['a', 'b']);
  });

  it('gives the same files in whatever order the objects come', () => {
    const objects = [configMap('b'), configMap('a'), configMap('a', {}, 'other')];
    expect(manifestFiles([...objects].reverse())).toEqual(manifestFiles(objects));
  });

  it('begins with what the object is, and folds, shares and quotes nothing without need', () => {
    const shared = { command: `run ${'--long-option=1 '.repeat(12)}`.trim() };
    const manifest = { data: { a: shared, b: shared }, ...configMap('x') } as unknown as Manifest;
    expect(manifestFiles([{ ...manifest, ...{ data: { a: shared, b: shared } } } as Manifest])[0]?.text).toBe(
      [
        'apiVersion: v1',
        'kind: ConfigMap',
        'metadata:',
        '  name: x',
        '  namespace: demo',
        'data:',
        '  a:',
        `    command: ${shared.command}`,
        '  b:',
        `    command: ${shared.command}`,
        '',
      ].join('\n'),
    );
  });

  it('refuses two manifests of one object', () => {
    expect(() => manifestFiles([configMap('a'), configMap('a')])).toThrow('two manifests are demo/configmap a');
  });
});
