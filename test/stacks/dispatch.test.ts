import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import type { JobSet } from '../../constructs/kubernetes/custom-resources/jobset';
import type { Manifest } from '../../constructs/kubernetes/manifest';
import { compile } from '../../planner/compile';
import type { Environment } from '../../planner/environment/environment';
import { type StackSummary, synthesize } from '../../stacks/synthesize';
import { consistencyProblems, isSent } from '../support/kubernetes/consistency';
import { nodesOf } from '../support/kubernetes/node';
import { withTemplates } from '../support/kubernetes/pods';
import { schemaProblems } from '../support/kubernetes/schemas';
import { securityProblems } from '../support/kubernetes/security';
import { type Spec, specWith, today } from '../support/spec';

let outdir: string;
let environment: Environment;
let stacks: StackSummary[];

beforeAll(() => {
  outdir = mkdtempSync(join(tmpdir(), 'ninefold-dispatch-'));
  const spec = specWith((s: Spec) => {
    // A service less, and no public name: this is about jobs.
    s.inference = [];
    s.models[0].source = 's3://acme-models/qwen';
    s.models[0].like = 'Qwen/Qwen-7B-Chat';
    delete s.models[0].revision;
    s.pools = [{ ...s.pools[1], regions: ['us-west-2', 'eu-west-1'], nodes: { min: 0, max: 3 } }];
    delete s.pools[0].capacity;
    delete s.storage;
    delete s.dns;
    s.monitoring.slos = [];
    s.queues = [{ name: 'research', share: { train: 2 }, borrow: false, dispatch: true }];
    s.training[0].queue = 'research';
  });
  const result = compile({ file: 'test.yaml', text: stringify(spec) }, today);
  if (result.environment === undefined) throw new Error(JSON.stringify(result.findings));
  environment = result.environment;
  stacks = synthesize(environment, outdir);
});
afterAll(() => rmSync(outdir, { recursive: true, force: true }));

function manifestsIn(region: string): Manifest[] {
  const folder = join(outdir, 'manifests', region);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yaml') && !path.includes('templates/'))
    .flatMap((path) => parseAllDocuments(readFileSync(join(folder, path), 'utf8')).map((document) => document.toJS()));
}

function named(region: string, kind: string, name: string) {
  return manifestsIn(region).find((object) => object.kind === kind && object.metadata.name === name);
}

function stackJson(name: string) {
  return JSON.parse(readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
}

describe('an environment that sends jobs to other regions', () => {
  it('asks all of them before a job starts, and has the quota of all', () => {
    expect(named('us-east-1', 'ClusterQueue', 'research')).toMatchObject({
      spec: {
        resourceGroups: [{ flavors: [{ name: 'train', resources: [{ name: 'nvidia.com/gpu', nominalQuota: '32' }] }] }],
        admissionChecksStrategy: { admissionChecks: [{ name: 'other-regions' }] },
      },
    });
    expect(named('us-east-1', 'AdmissionCheck', 'other-regions')).toMatchObject({
      spec: {
        controllerName: 'kueue.x-k8s.io/multikueue',
        parameters: { kind: 'MultiKueueConfig', name: 'other-regions' },
      },
    });
    expect(named('us-east-1', 'MultiKueueConfig', 'other-regions')).toMatchObject({
      spec: { clusters: ['us-west-2', 'eu-west-1'] },
    });
    expect(named('us-east-1', 'MultiKueueCluster', 'eu-west-1')).toMatchObject({
      spec: { clusterSource: { kubeConfig: { locationType: 'Secret', location: 'multikueue-eu-west-1' } } },
    });
  });

  it('has queues of the same name there, with the nodes, and a group that may send', () => {
    for (const region of ['us-west-2', 'eu-west-1']) {
      expect(named(region, 'ClusterQueue', 'research')).not.toHaveProperty('spec.admissionChecksStrategy');
      expect(named(region, 'LocalQueue', 'research')).toBeDefined();
      expect(named(region, 'ClusterRoleBinding', 'ninefold-dispatcher')).toMatchObject({
        subjects: [{ kind: 'Group', name: 'ninefold:dispatcher' }],
      });
    }
    expect(named('us-east-1', 'ClusterRoleBinding', 'ninefold-dispatcher')).toBeUndefined();
  });

  it('is let in by address and by role, without a credential that lasts', () => {
    const { aws_eks_access_entry: entries, aws_eks_cluster: cluster } = stackJson('prod-us-west-2-cluster').resource;
    const dispatcher = Object.values<Spec>(entries).find(({ kubernetes_groups: groups }) => groups !== undefined);
    expect(dispatcher).toMatchObject({
      kubernetes_groups: ['ninefold:dispatcher'],
      principal_arn: expect.stringContaining('outputs.dispatcher_role_arn'),
    });
    const [{ vpc_config: vpc }] = Object.values<Spec>(cluster);
    expect(vpc.endpoint_public_access).toBe(true);
    expect(vpc.public_access_cidrs).toEqual(
      ['0', '1', '2'].map((place) => expect.stringMatching(new RegExp(`outputs\\.nat_addresses\\["${place}"\\]}/32$`))),
    );
    const [{ vpc_config: own }] = Object.values<Spec>(stackJson('prod-us-east-1-cluster').resource.aws_eks_cluster);
    expect(own.endpoint_public_access).toBe(false);
  });

  it('lets its runs work with the stores that they were submitted with', () => {
    const policies = Object.values(stackJson('prod-us-west-2-cluster').resource.aws_iam_role_policy) as {
      policy: string;
    }[];
    const sent = policies.filter(({ policy }) => policy.includes('chat-prod-checkpoints-use1'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.policy).toContain('outputs.data_key_arn');
  });

  it('is deployed in an order in which each knows of the others what it needs', () => {
    const needs = (name: string) => stacks.find((stack) => stack.name === name)?.dependsOn;
    expect(needs('prod-us-west-2-cluster')).toEqual(
      expect.arrayContaining(['prod-us-east-1-cluster', 'prod-us-east-1-network', 'prod-us-west-2-network']),
    );
    expect(needs('prod-us-east-1-platform')).toEqual(
      expect.arrayContaining(['prod-us-west-2-cluster', 'prod-eu-west-1-cluster']),
    );
  });

  it('sends runs that find in every region what they need, and name none of them', () => {
    const isJobSet = (object: Manifest): object is JobSet => object.kind === 'JobSet';
    const [run, ...others] = withTemplates(manifestsIn('us-east-1')).filter(isJobSet);
    if (run === undefined) throw new Error('there is no run');
    expect(others).toEqual([]);
    expect(isSent(run)).toBe(true);
    const text = JSON.stringify(run);
    for (const { name, storage } of environment.regions) {
      for (const value of [name, storage.modelBucket, storage.checkpointBucket]) expect(text).not.toContain(value);
    }
    // As Kueue makes it there.
    const { managedBy: _, ...spec } = run.spec;
    const arrived = { ...run, metadata: { ...run.metadata, name: 'dpo-1' }, spec };
    for (const region of environment.regions.slice(1)) {
      expect(consistencyProblems([...manifestsIn(region.name), arrived], nodesOf(region))).toEqual([]);
    }
  });

  it('has objects that pass the official schemas and fit together', () => {
    for (const region of environment.regions) {
      const manifests = manifestsIn(region.name);
      expect([
        ...schemaProblems(manifests),
        ...consistencyProblems(manifests, nodesOf(region)),
        ...securityProblems(manifests),
      ]).toEqual([]);
    }
  });
});
