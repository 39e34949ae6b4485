import type { JobSet } from '../kubernetes/custom-resources/jobset';
import type { ConfigMap, Container } from '../kubernetes/objects';

/** What is another one in each region. */
export interface RegionValues {
  readonly region: string;
  readonly modelBucket: string;
  readonly checkpointBucket: string;
}

/** ConfigMap with the values of a region, in the namespace of its jobs. */
const valuesName = 'region';

/** The variables of containers that stand for them. */
const variables = {
  region: 'NINEFOLD_REGION',
  modelBucket: 'NINEFOLD_MODEL_BUCKET',
  checkpointBucket: 'NINEFOLD_CHECKPOINT_BUCKET',
} as const satisfies Readonly<Record<keyof RegionValues, string>>;

/** The values of a region, for the runs that come from elsewhere. */
export function regionValues(namespace: string, { region, modelBucket, checkpointBucket }: RegionValues): ConfigMap {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: valuesName, namespace, labels: { 'app.kubernetes.io/managed-by': 'ninefold' } },
    data: { region, modelBucket, checkpointBucket },
  };
}

/**
 * A run that any region can take: the one of a region, with the variables of its containers that hold values of this
 * region made from those of the region that it comes to. Kueue runs it elsewhere: the controller of JobSets leaves alone
 * what is managed by it.
 *
 * Source: Kueue 0.19 documentation, "MultiKueue" (JobSet); Kubernetes documentation, "Define Dependent Environment
 * Variables".
 */
export function dispatchedRun(run: JobSet, values: RegionValues): JobSet {
  const { replicatedJobs } = run.spec;
  return {
    ...run,
    spec: {
      ...run.spec,
      managedBy: 'kueue.x-k8s.io/multikueue',
      replicatedJobs: replicatedJobs.map((job) => {
        const { template } = job.template.spec;
        const { spec } = template;
        if (spec === undefined) return job;
        const { initContainers, containers } = spec;
        const anywhere = {
          ...spec,
          ...(initContainers && { initContainers: initContainers.map((one) => freed(one, values)) }),
          containers: containers.map((one) => freed(one, values)),
        };
        return {
          ...job,
          template: { ...job.template, spec: { ...job.template.spec, template: { ...template, spec: anywhere } } },
        };
      }),
    },
  };
}

/** A container without values of a region. */
function freed(container: Container, values: RegionValues): Container {
  const used = new Set<keyof RegionValues>();
  const env = (container.env ?? []).map((variable) => {
    if (variable.value === undefined) return variable;
    const value = withoutValues(variable.value, values, used);
    return value === variable.value ? variable : { ...variable, value };
  });
  if (used.size === 0) return container;
  // They have to be there before what is made from them.
  const own = [...used].map((key) => ({
    name: variables[key],
    valueFrom: { configMapKeyRef: { name: valuesName, key } },
  }));
  return { ...container, env: [...own, ...env] };
}

/** A region is a whole value; a bucket is the host of an address. */
function withoutValues(text: string, values: RegionValues, used: Set<keyof RegionValues>): string {
  if (text === values.region) {
    used.add('region');
    return `$(${variables.region})`;
  }
  for (const key of ['modelBucket', 'checkpointBucket'] as const) {
    const address = `s3://${values[key]}/`;
    if (text.startsWith(address)) {
      used.add(key);
      return `s3://$(${variables[key]})/${text.slice(address.length)}`;
    }
  }
  return text;
}
