import type { JobSet } from '../../constructs/kubernetes/custom-resources/jobset';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import type { ConfigMap } from '../../constructs/kubernetes/objects';
import { extractReferences } from '../../constructs/kubernetes/references';
import { literalsIn } from '../../constructs/substrate/literal';
import type { Environment } from '../../planner/environment/environment';
import { copiedPrefixes } from '../../stacks/artifacts/storage-layout';
import { trainingManifests } from '../../stacks/workloads/training';
import { plannedTemplate } from '../../stacks/workloads/training-runs';
import { environmentOf, type Spec } from '../support/spec';

const sharedFileSystem = { id: 'fs-0123', dnsName: 'fs-0123.fsx.amazonaws.com', mountName: 'abcdef' };

function manifestsOf(environment: Environment, name: string): Manifest[] {
  const region = environment.regions.find((candidate) => candidate.name === name);
  if (region === undefined) throw new Error(`no region ${name}`);
  return trainingManifests(environment, region, { sharedFileSystem });
}

/** Objects in a region, as `<kind> <name>`, without hashes. */
function objects(change: (spec: Spec) => void, region = 'us-east-1'): string[] {
  return manifestsOf(environmentOf(change), region).map(
    ({ kind, metadata }) => `${kind} ${metadata.name.replace(/-[0-9a-f]{8}$/, '-#')}`,
  );
}

/** The pool is in two regions. */
const twoRegions = (spec: Spec) => {
  spec.pools[1] = {
    name: 'train',
    regions: ['us-east-1', 'us-west-2'],
    instanceTypes: ['p4d.24xlarge'],
    nodes: { min: 2, max: 2 },
  };
};

function runOf(change: (spec: Spec) => void): JobSet {
  const environment = environmentOf((spec) => {
    spec.training[0].run = 'on-deploy';
    change(spec);
  });
  const run = manifestsOf(environment, 'us-east-1').find(({ kind }) => kind === 'JobSet');
  if (run === undefined) throw new Error('no run');
  return run as JobSet;
}
const names = (change: (spec: Spec) => void = () => {}) => {
  const { name, labels } = runOf(change).metadata;
  return { set: name, run: labels?.['ninefold.dev/run'] };
};
const trainerOf = (run: JobSet) => run.spec.replicatedJobs.at(-1)?.template.spec.template.spec;

describe('the training jobs of a region', () => {
  it('are there with all that a run needs, and run when somebody submits them', () => {
    expect(objects(() => {})).toEqual([
      'ConfigMap training-scripts-#',
      'ConfigMap follow-up-scripts-#',
      'ServiceAccount training-workflow',
      'Role training-workflow',
      'RoleBinding training-workflow',
      'ServiceAccount train-dpo',
      'NetworkPolicy training-dpo',
      'ConfigMap training-dpo-#',
      'ConfigMap after-dpo-#',
      'ConfigMap steps-dpo-#',
      'ConfigMap template-dpo',
    ]);
    expect(objects(() => {}, 'us-west-2')).toEqual([]);
  });

  it('have their template in every region with a suitable pool', () => {
    for (const region of ['us-east-1', 'us-west-2'])
      expect(objects(twoRegions, region)).toContain('ConfigMap template-dpo');
  });

  it('run at deployment in one region only, the first that serves', () => {
    const deployed = (spec: Spec) => {
      twoRegions(spec);
      spec.training[0].run = 'on-deploy';
    };
    const drained = (spec: Spec) => {
      deployed(spec);
      spec.regions[0].drained = true;
    };
    expect(objects(deployed)).toContain('JobSet dpo-#');
    expect(objects(deployed, 'us-west-2')).not.toContain('JobSet dpo-#');
    expect(objects(drained)).not.toContain('JobSet dpo-#');
    expect(objects(drained, 'us-west-2')).toContain('JobSet dpo-#');
  });

  it('run on schedule in one region, while the schedules of the others stand by', () => {
    const environment = environmentOf((spec) => {
      twoRegions(spec);
      spec.training[0].run = '0 3 * * 1';
    });
    const schedule = (region: string) => manifestsOf(environment, region).find(({ kind }) => kind === 'CronJob');
    expect(schedule('us-east-1')).toMatchObject({
      metadata: { name: 'submit-dpo' },
      spec: { schedule: '0 3 * * 1', timeZone: 'Etc/UTC', suspend: false, concurrencyPolicy: 'Forbid' },
    });
    expect(schedule('us-west-2')).toMatchObject({ spec: { suspend: true } });
    const roles = manifestsOf(environment, 'us-east-1').filter(({ kind }) => kind === 'Role');
    expect(roles.find(({ metadata }) => metadata.name === 'submit-runs')).toMatchObject({
      rules: [
        { apiGroups: ['jobset.x-k8s.io'], resources: ['jobsets'], verbs: ['list', 'create'] },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: ['list', 'create'] },
      ],
    });
  });
});

describe('a run that a deployment starts', () => {
  it('is the same while nothing of it changes, and waits in the queue of its job', () => {
    expect(names()).toEqual(names());
    expect(runOf(() => {}).metadata.labels).toMatchObject({ 'kueue.x-k8s.io/queue-name': 'training' });
  });

  it('is another run when it trains something else', () => {
    const changed = names((spec) => {
      spec.training[0].hyperparameters = { learningRate: 2e-6 };
    });
    expect(changed.set).not.toBe(names().set);
    expect(changed.run).not.toBe(names().run);
  });

  it('is another object of the same run, with its checkpoints, when only its surroundings change', () => {
    const moved = names((spec) => {
      spec.pools[1].capacity.ends = '2027-01-31T00:00:00Z';
    });
    expect(moved.set).not.toBe(names().set);
    expect(moved.run).toBe(names().run);
  });

  it('stops in time before its capacity block ends', () => {
    const variable = (name: string) =>
      trainerOf(runOf(() => {}))?.containers[0]?.env?.find((v) => v.name === name)?.value;
    const end = Date.parse('2026-12-31T00:00:00Z') / 1000;
    const stop = Number(variable('STOP_AT'));
    expect(end - stop).toBeGreaterThan(40 * 60 + 600);
    expect(end - stop).toBeLessThan(2 * 3600);
    expect(Number(variable('STALL_SECONDS'))).toBeGreaterThanOrEqual(900);
  });
});

describe('checkpoints on the shared file system', () => {
  const onLustre = (spec: Spec) => {
    spec.training[0].checkpoints = { storage: 'lustre' };
  };

  it('are in a folder of the run, which the first step makes, on a volume that leads to the file system', () => {
    const run = runOf(onLustre);
    const name = run.metadata.labels?.['ninefold.dev/run'];
    const pod = trainerOf(run);
    expect(pod?.containers[0]?.volumeMounts).toContainEqual({
      name: 'output',
      mountPath: '/output',
      subPath: `runs/dpo/${name}`,
    });
    expect(pod?.initContainers?.find((step) => step.name === 'folder')?.env).toEqual([
      { name: 'FOLDER', value: `runs/dpo/${name}` },
    ]);
    expect(objects(onLustre)).toEqual(
      expect.arrayContaining(['PersistentVolume lustre', 'PersistentVolumeClaim lustre']),
    );
    const volume = manifestsOf(environmentOf(onLustre), 'us-east-1').find(({ kind }) => kind === 'PersistentVolume');
    expect(volume).toMatchObject({
      spec: {
        csi: {
          driver: 'fsx.csi.aws.com',
          volumeHandle: 'fs-0123',
          volumeAttributes: { dnsname: 'fs-0123.fsx.amazonaws.com', mountname: 'abcdef' },
        },
      },
    });
  });
});

describe('data and tokens', () => {
  it('come from hubs with the token that the job names, and from buckets without one', () => {
    const gated = (spec: Spec) => {
      spec.training[0].dataset = ['hf://acme/preferences'];
      spec.training[0].secret = 'prod/huggingface';
    };
    expect(objects(gated)).toContain('ExternalSecret hub-tokens-dpo');
    expect(trainerOf(runOf(gated))?.containers[0]?.env).toContainEqual({
      name: 'HF_TOKEN',
      valueFrom: { secretKeyRef: { name: 'hub-tokens-dpo', key: 'HF_TOKEN' } },
    });
    expect(trainerOf(runOf(gated))?.initContainers?.map(({ name }) => name)).not.toContain('datasets');
    expect(trainerOf(runOf(() => {}))?.initContainers?.map(({ name }) => name)).toContain('datasets');
  });
});

describe('a job with a server of answers', () => {
  it('has it on a node of its own, ready before the trainers, which are all that has to succeed', () => {
    const run = runOf((spec) => {
      spec.training[0] = {
        ...spec.training[0],
        method: 'grpo',
        nodes: 1,
        rewardFunctions: ['accuracy'],
        rollout: { mode: 'server', gpus: 4 },
      };
    });
    expect(run.spec.successPolicy).toEqual({ operator: 'All', targetReplicatedJobs: ['node'] });
    expect(run.spec.replicatedJobs).toMatchObject([
      { name: 'rollout' },
      { name: 'node', dependsOn: [{ name: 'rollout', status: 'Ready' }] },
    ]);
    const server = run.spec.replicatedJobs[0]?.template.spec.template.spec?.containers[0];
    expect(server?.resources?.limits).toMatchObject({ 'nvidia.com/gpu': '4' });
    expect(server?.readinessProbe?.httpGet).toEqual({ path: '/health/', port: 8000 });
    const { name } = run.metadata;
    expect(trainerOf(run)?.containers[0]?.args).toContain(`${name}-rollout-0-0.${name}`);
  });
});

describe('text of the spec that Terraform or Kubernetes would fill in', () => {
  const environment = environmentOf((spec) => {
    spec.training[0].run = 'on-deploy';
    spec.training[0].extraArgs = { system: 'costs ${x}, %{y} and $(z)' };
  });
  const region = environment.regions[0];
  const job = environment.training[0];
  if (region === undefined || job === undefined) throw new Error('no job');

  it('reaches the trainer as it is written', () => {
    const { manifests } = extractReferences(manifestsOf(literalsIn(environment), region.name));
    const run = manifests.find(({ kind }) => kind === 'JobSet') as JobSet;
    expect(trainerOf(run)?.containers[0]?.args).toContain('costs ${x}, %{y} and $$(z)');
  });

  it('is the same in the template of the cluster and in the one that runs are compared with', () => {
    const { manifests } = extractReferences(manifestsOf(literalsIn(environment), region.name));
    const deployed = manifests.find(({ metadata }) => metadata.name === 'template-dpo') as ConfigMap;
    expect(plannedTemplate(environment, region, job)).toBe(deployed.data?.['run.json']);
    expect(deployed.data?.['run.json']).toContain('costs ${x}, %{y} and $$(z)');
  });
});

describe('checkpoints of other regions', () => {
  it('are copied between the regions that can run a job', () => {
    const jobs = [
      { name: 'a', regions: ['r1', 'r2'] },
      { name: 'b', regions: ['r1'] },
    ];
    expect(copiedPrefixes('checkpoints', jobs, 'r1', 'r2')).toEqual(['final/', 'runs/a/']);
    expect(copiedPrefixes('checkpoints', jobs, 'r1', 'r3')).toEqual(['final/']);
    expect(copiedPrefixes('models', jobs, 'r1', 'r2')).toEqual(['models/', 'trained/']);
  });
});
