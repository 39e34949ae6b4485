import type { Manifest } from '../../../constructs/kubernetes/manifest';
import type { PodSpec } from '../../../constructs/kubernetes/objects';

/** The pods of a workload. */
export interface Pods {
  readonly owner: Manifest;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector?: Readonly<Record<string, string>>;
  readonly spec: PodSpec;
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec: PodSpec;
}

interface Workload {
  readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> };
  readonly template?: Template;
  readonly jobTemplate?: { readonly spec: { readonly template: Template } };
  readonly leaderWorkerTemplate?: { readonly leaderTemplate: Template; readonly workerTemplate: Template };
  readonly replicatedJobs?: readonly { readonly template: { readonly spec: { readonly template: Template } } }[];
}

const kinds: readonly string[] = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'Job',
  'CronJob',
  'JobSet',
  'LeaderWorkerSet',
];

/** Manifests, with those that are texts in templates of runs beside them. */
export function withTemplates(manifests: readonly Manifest[]): Manifest[] {
  return manifests.flatMap((manifest) => {
    if (manifest.metadata.labels?.['ninefold.dev/template'] === undefined) return [manifest];
    const { data } = manifest as Manifest & { readonly data: Readonly<Record<string, string>> };
    return [manifest, ...Object.values(data).flatMap((text) => (JSON.parse(text) as { items: Manifest[] }).items)];
  });
}

/** The pods that manifests ask for. */
export function podsIn(manifests: readonly Manifest[]): Pods[] {
  return withTemplates(manifests).flatMap((owner): Pods[] => {
    if (!kinds.includes(owner.kind)) return [];
    const { selector, template, jobTemplate, replicatedJobs, leaderWorkerTemplate } = (
      owner as Manifest & { readonly spec: Workload }
    ).spec;
    const single = template ?? jobTemplate?.spec.template;
    const group = leaderWorkerTemplate && [leaderWorkerTemplate.leaderTemplate, leaderWorkerTemplate.workerTemplate];
    const found = replicatedJobs?.map((job) => job.template.spec.template) ?? group ?? (single ? [single] : []);
    if (found.length === 0) throw new Error(`${owner.kind} ${owner.metadata.name} has no pods`);
    return found.map(({ metadata, spec }) => ({
      owner,
      namespace: owner.metadata.namespace ?? 'default',
      labels: metadata?.labels ?? {},
      ...(selector?.matchLabels && { selector: selector.matchLabels }),
      spec,
    }));
  });
}
