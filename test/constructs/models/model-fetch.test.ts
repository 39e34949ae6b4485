import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../../constructs/kubernetes/manifest';
import type { Job } from '../../../constructs/kubernetes/objects';
import { fetchScripts } from '../../../constructs/models/fetch-scripts';
import { type FetchedModel, modelFetches } from '../../../constructs/models/model-fetch';
import { type StubAws, stubAws } from '../../support/stub-aws';

const target = { region: 'us-east-1', bucket: 'acme-models', prefix: 'models/' };
const qwen: FetchedModel = {
  name: 'qwen',
  revision: 'v1.1.9',
  source: { hub: 'modelscope', repository: 'qwen/Qwen-7B-Chat' },
  sizeGib: 15,
};

const jobIn = (manifests: readonly Manifest[]) => manifests.find(({ kind }) => kind === 'Job') as Job;
const jobOf = (model: FetchedModel) => jobIn(modelFetches([model], target));
const podOf = (model: FetchedModel) => {
  const spec = jobOf(model).spec?.template.spec;
  if (spec === undefined) throw new Error('a job without pods');
  return spec;
};
const environmentOf = (model: FetchedModel, name: string) => {
  const { initContainers = [], containers } = podOf(model);
  const found = [...initContainers, ...containers].find((container) => container.name === name);
  return new Map(found?.env?.map((variable) => [variable.name, variable.value ?? variable.valueFrom]));
};

describe('a job that fetches weights', () => {
  it('downloads a revision from a hub onto a volume with room for it, and uploads it', () => {
    const { initContainers, containers, volumes } = podOf(qwen);
    expect([...(initContainers ?? []), ...containers].map(({ name }) => name)).toEqual(['look', 'download', 'upload']);
    expect(Object.fromEntries(environmentOf(qwen, 'download'))).toMatchObject({
      HUB: 'modelscope',
      REPOSITORY: 'qwen/Qwen-7B-Chat',
      REVISION: 'v1.1.9',
      PACKAGE: expect.stringMatching(/^modelscope==\d/),
      SIZE_GIB: '15',
    });
    expect(environmentOf(qwen, 'upload').get('TARGET')).toBe('s3://acme-models/models/qwen/v1.1.9');
    expect(volumes?.find(({ name }) => name === 'work')).toMatchObject({
      ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '22Gi' } } } } },
    });
  });

  it('copies from another bucket without a download', () => {
    const model: FetchedModel = { ...qwen, source: { hub: 's3', bucket: 'other', prefix: 'a/b' } };
    expect(podOf(model).initContainers?.map(({ name }) => name)).toEqual(['look']);
    expect(environmentOf(model, 'upload').get('ORIGIN')).toBe('s3://other/a/b');
    const whole: FetchedModel = { ...qwen, source: { hub: 's3', bucket: 'other', prefix: '' } };
    expect(environmentOf(whole, 'upload').get('ORIGIN')).toBe('s3://other');
  });

  it('has the token of a gated model by reference only', () => {
    const gated: FetchedModel = {
      ...qwen,
      source: { hub: 'huggingface', repository: 'meta-llama/Llama-3.1-8B' },
      secret: 'prod/hub',
    };
    expect(environmentOf(gated, 'download').get('HF_TOKEN')).toEqual({
      secretKeyRef: { name: 'hub-token-qwen', key: 'token' },
    });
    const manifests = modelFetches([gated], target);
    expect(manifests.find(({ kind }) => kind === 'ExternalSecret')).toMatchObject({
      metadata: { name: 'hub-token-qwen' },
      spec: { data: [{ secretKey: 'token', remoteRef: { key: 'prod/hub' } }] },
    });
    expect(modelFetches([qwen], target).some(({ kind }) => kind === 'ExternalSecret')).toBe(false);
  });

  it('repeats a step with what it has already, and leaves no volume behind', () => {
    expect(podOf(qwen).restartPolicy).toBe('OnFailure');
    expect(jobOf(qwen).spec?.ttlSecondsAfterFinished).toBe(3600);
  });

  it('is another job for another revision, and the same one for the same', () => {
    expect(jobOf(qwen).metadata.name).toBe(jobOf({ ...qwen }).metadata.name);
    expect(jobOf({ ...qwen, revision: 'v2' }).metadata.name).not.toBe(jobOf(qwen).metadata.name);
  });

  it('runs without rights: no root, no writable root, no capability, no token', () => {
    const { initContainers = [], containers, securityContext, automountServiceAccountToken } = podOf(qwen);
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    expect(automountServiceAccountToken).toBe(false);
    for (const container of [...initContainers, ...containers])
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
  });

  it('may reach what speaks TLS and the agent of its identity, and nothing else', () => {
    const policy = modelFetches([qwen], target).find(({ kind }) => kind === 'NetworkPolicy');
    expect(policy).toMatchObject({
      spec: {
        policyTypes: ['Egress'],
        egress: [
          { ports: [{ port: 443 }] },
          { to: [{ ipBlock: { cidr: '169.254.170.23/32' } }], ports: [{ port: 80 }] },
        ],
      },
    });
  });
});

describe('the last step of a job that fetches weights', () => {
  let aws: StubAws;
  beforeEach(() => {
    aws = stubAws();
  });
  afterEach(() => aws.remove());

  const upload = (origin: string) =>
    aws.run(fetchScripts['upload.sh'].replaceAll('/work', aws.folder), {
      ORIGIN: origin,
      TARGET: 's3://models/models/qwen/v1',
    });
  const listed = () => readFileSync(join(aws.folder, 's3/models/models/qwen/v1/.complete'), 'utf8');

  it('copies a revision from another bucket, with no more than the right to read it, and lists it', async () => {
    aws.put('other/a/b/model.safetensors', '12345');
    expect(await upload('s3://other/a/b')).toMatchObject({ code: 0 });
    expect(listed()).toMatch(/ 5 models\/qwen\/v1\/model.safetensors\n$/);
  });

  it('uploads what was downloaded without what the client keeps for itself', async () => {
    mkdirSync(join(aws.folder, 'weights/.cache'), { recursive: true });
    writeFileSync(join(aws.folder, 'weights/config.json'), '{}');
    writeFileSync(join(aws.folder, 'weights/.cache/etag'), 'x');
    expect(await upload(join(aws.folder, 'weights'))).toMatchObject({ code: 0 });
    expect(listed()).toMatch(/ 2 models\/qwen\/v1\/config.json\n$/);
    expect(listed()).not.toContain('.cache');
  });

  it('leaves a revision incomplete that has no file', async () => {
    const { code, output } = await upload('s3://other/nothing');
    expect([code, output]).toEqual([1, expect.stringContaining('there is nothing at s3://other/nothing')]);
    expect(listed).toThrow('ENOENT');
  });
});
