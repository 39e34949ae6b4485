import { parse } from 'yaml';
import { compile } from '../../planner/compile';
import { migrate } from '../../schemas/migrate';
import { today } from '../support/spec';

/** A spec as v1alpha0 wrote it. */
const old = `# Chat for everybody.
apiVersion: ninefold/v1alpha0
kind: Project
name: chat
environment: dev
owner: llm-platform
objectives: { mttr: 228, mttd: 10 } # as promised
regions: [{ name: us-east-1, cidr: 10.0.0.0/16 }]
cluster: { access: { admins: ["arn:aws:iam::111122223333:role/me"], publicCidrs: [54.240.197.7/32] } }
gpuPools:
  # Cards with 24 GB.
  - { name: gpu, types: [g5.xlarge, g5.2xlarge], size: { min: 1, max: 2 } }
models:
  - { name: qwen, source: "hf://Qwen/Qwen2.5-7B-Instruct", revision: a09a35458c702b33eeacc393d103063234e8bc28 }
services:
  - { name: chat, model: qwen, engine: vllm, pool: gpu, maxModelLength: 8192, tier: best-effort, replicas: { min: 1, max: 2 } }
`;

describe('migrate', () => {
  it('brings an old spec to a valid one, and keeps its comments', () => {
    const migrated = migrate(old);
    expect(migrated?.from).toBe('ninefold/v1alpha0');
    expect(parse(migrated?.text ?? '')).toMatchObject({
      apiVersion: 'ninefold/v1alpha1',
      objectives: { recovery: '228s', detection: '10s' },
      pools: [{ name: 'gpu', instanceTypes: ['g5.xlarge', 'g5.2xlarge'], nodes: { min: 1, max: 2 } }],
      inference: [{ name: 'chat', contextLength: 8192, tier: 'sheddable' }],
    });
    for (const comment of ['# Chat for everybody.', '# as promised', '# Cards with 24 GB.']) {
      expect(migrated?.text).toContain(comment);
    }
    const { findings } = compile({ file: 'project.yaml', text: migrated?.text ?? '' }, today);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('lists what it has changed, with the places', () => {
    expect(migrate(old)?.changes).toEqual([
      { summary: 'gpuPools is called pools', places: ['gpuPools'] },
      { summary: 'pools.*.types is called instanceTypes', places: ['pools[0].types'] },
      { summary: 'pools.*.size is called nodes', places: ['pools[0].size'] },
      { summary: 'services is called inference', places: ['services'] },
      { summary: 'inference.*.maxModelLength is called contextLength', places: ['inference[0].maxModelLength'] },
      { summary: 'objectives.mttr is called recovery', places: ['objectives.mttr'] },
      { summary: 'objectives.mttd is called detection', places: ['objectives.mttd'] },
      { summary: 'times have a unit: 228 is 228s', places: ['objectives.recovery'] },
      { summary: 'times have a unit: 10 is 10s', places: ['objectives.detection'] },
      { summary: 'the tier best-effort is called sheddable', places: ['inference[0].tier'] },
      { summary: 'the version is ninefold/v1alpha1', places: ['apiVersion'] },
    ]);
  });

  it('does nothing to a current spec, a second time, and to what is no spec', () => {
    expect(migrate(migrate(old)?.text ?? '')).toBeUndefined();
    expect(migrate('apiVersion: ninefold/v1alpha1\n')).toBeUndefined();
    expect(migrate('[a')).toBeUndefined();
  });

  it('is what an old spec is told to do, and nothing else', () => {
    expect(compile({ file: 'project.yaml', text: old }, today).findings).toMatchObject([
      { rule: 'schema/outdated', fix: 'run `ninefold migrate project.yaml`', location: { line: 2, column: 13 } },
    ]);
  });
});
