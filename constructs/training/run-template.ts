import type { Manifest } from '../kubernetes/manifest';
import type { ConfigMap } from '../kubernetes/objects';
import { labelsOf, trainingNamespace } from './training-props';

/** What a template, and the steps that follow a run, have in the place of its name. */
export const runPlaceholder = '<<run>>';

/** Key of the objects in the ConfigMap of a template. */
export const templateKey = 'run.json';

/** Label of templates. */
export const templateLabel = 'ninefold.dev/template';

export function templateName(job: string): string {
  return `template-${job}`;
}

/**
 * The objects of a run without its name, as a list in JSON, in a ConfigMap: whoever puts a name in the place of
 * {@link runPlaceholder} and creates them has started a run (docs/decisions/0023-runs-start-from-templates.md).
 */
export function runTemplate(job: string, objects: readonly Manifest[]): ConfigMap {
  const list = { apiVersion: 'v1', kind: 'List', items: objects };
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: templateName(job),
      namespace: trainingNamespace,
      labels: { ...labelsOf(job), [templateLabel]: 'run' },
    },
    data: { [templateKey]: `${JSON.stringify(list, null, 2)}\n` },
  };
}
