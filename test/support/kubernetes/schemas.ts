import Ajv from 'ajv';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import { specs } from './custom-resources.schema.json';
import { withTemplates } from './pods';

/**
 * What the official schemas say against manifests, each with the object that it is about. Custom resources are closed to
 * fields that their schema does not know; for all others the types see to that when the code is compiled.
 */
export function schemaProblems(manifests: readonly Manifest[]): string[] {
  return withTemplates(manifests).flatMap((manifest) =>
    problemsOf(withValues(manifest)).map((problem) => `${manifest.kind} ${manifest.metadata.name}: ${problem}`),
  );
}

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const customResources = new Map(Object.entries(specs).map(([kind, schema]) => [kind, ajv.compile(schema)]));

interface Model {
  validate(): void;
}

function problemsOf(manifest: Manifest & { readonly spec?: unknown }): string[] {
  const { apiVersion, kind, spec } = manifest;
  const accepts = customResources.get(`${apiVersion}/${kind}`);
  if (accepts) {
    if (accepts(spec)) return templatesOf(spec).flatMap((template) => problemsOf({ ...plainPod, ...template }));
    return (accepts.errors ?? []).map(({ instancePath, message }) => `spec${instancePath} ${message}`);
  }
  const ObjectModel = modelOf(apiVersion, kind);
  if (ObjectModel === undefined) return [`no schema for ${apiVersion} ${kind}`];
  try {
    new ObjectModel(manifest).validate();
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

const plainJob = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'job' } };
const plainPod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'pod' } };

/** Templates of pods, which the schema of a custom resource leaves to Kubernetes' own. */
function templatesOf(spec: unknown): { readonly spec?: unknown }[] {
  const { leaderWorkerTemplate, replicatedJobs = [] } = spec as {
    readonly leaderWorkerTemplate?: Record<string, { readonly spec?: unknown }>;
    readonly replicatedJobs?: readonly { readonly template: { readonly spec: unknown } }[];
  };
  if (replicatedJobs.length > 0) return replicatedJobs.map(({ template }) => ({ ...plainJob, spec: template.spec }));
  return ['leaderTemplate', 'workerTemplate'].flatMap((name) => {
    const template = leaderWorkerTemplate?.[name];
    return template === undefined ? [] : [{ spec: template.spec }];
  });
}

function modelOf(apiVersion: string, kind: string): (new (data: unknown) => Model) | undefined {
  const root = apiVersion.startsWith('argoproj.io/') ? '@kubernetes-models/argo-cd' : 'kubernetes-models';
  try {
    return require(`${root}/${apiVersion}/${kind}`)[kind];
  } catch {
    return undefined;
  }
}

/** Values like those that Terraform puts in the place of `<<name>>`, some of which have to follow a pattern. */
function withValues(manifest: Manifest): Manifest {
  const text = JSON.stringify(manifest).replace(/<<([^>]*)>>/g, (_, name: string) => {
    if (name.includes('subnet')) return 'subnet-0123456789abcdef0';
    return name.includes('security_group') ? 'sg-0123456789abcdef0' : 'value';
  });
  return JSON.parse(text);
}
