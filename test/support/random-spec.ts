import fc from 'fast-check';
import { regions as awsRegions, clusterZones } from '../../catalog/regions';
import type { Spec } from './spec';

/** Instance types that can share a pool: one GPU model and count, one architecture. */
const gpuTypes = [
  ['g5.xlarge', 'g5.2xlarge'],
  ['g5.12xlarge', 'g5.24xlarge'],
  ['g6.4xlarge', 'g6.8xlarge'],
  ['g6e.12xlarge', 'g6e.24xlarge'],
  ['g6e.48xlarge'],
  ['p4d.24xlarge'],
  ['p5.48xlarge'],
  ['p5en.48xlarge'],
  ['p6-b300.48xlarge'],
] as const;

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,6})?$/);

/**
 * Specs that have no error: every region, every way to buy capacity, with and without a public name, storage, training
 * and serving.
 */
export const validSpec: fc.Arbitrary<Spec> = fc
  .record({
    name: fc.stringMatching(/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/),
    environment: fc.constantFrom('prod', 'production', 'dev', 'staging-eu'),
    tags: fc.dictionary(
      fc.stringMatching(/^[a-z]{2,9}:[a-z]{1,9}$/),
      fc.stringMatching(/^[A-Za-z0-9 _.:/=+@-]{1,20}$/),
      { maxKeys: 3 },
    ),
    regions: fc.uniqueArray(fc.constantFrom(...awsRegions), {
      minLength: 1,
      maxLength: 3,
      selector: (region) => region.name,
    }),
    standby: fc.boolean(),
    zoneCount: fc.integer({ min: 2, max: 3 }),
    version: fc.constantFrom('1.34', '1.35', '1.36'),
    network: fc.record(
      { nat: fc.constantFrom('per-zone', 'single'), interfaceEndpoints: fc.boolean() },
      { requiredKeys: [] },
    ),
    publicCidrs: fc.constantFrom([], ['54.240.197.0/24']),
    viewers: fc.constantFrom([], ['arn:aws:iam::111122223333:role/viewers', 'arn:aws:iam::111122223333:user/a.b@c']),
    pools: fc.uniqueArray(
      fc.record({
        name,
        types: fc.constantFrom(...gpuTypes),
        capacity: fc.constantFrom('on-demand', 'spot', 'reservation', 'capacity-block'),
        provisioner: fc.constantFrom('managed', 'karpenter'),
        min: fc.integer({ min: 0, max: 3 }),
        more: fc.integer({ min: 1, max: 5 }),
        jobNodes: fc.integer({ min: 0, max: 3 }),
        method: fc.constantFrom('pt', 'sft', 'dpo', 'grpo'),
        engine: fc.constantFrom('none', 'vllm', 'sglang', 'lmdeploy'),
        tier: fc.constantFrom('critical', 'standard', 'sheddable'),
      }),
      { minLength: 1, maxLength: 4, selector: (pool) => pool.name },
    ),
    lustre: fc.boolean(),
    bucketPrefix: fc.option(fc.stringMatching(/^[a-z][a-z0-9]{3,28}$/), { nil: undefined }),
    replicate: fc.boolean(),
    dns: fc.boolean(),
    policy: fc.constantFrom('weighted', 'latency'),
    interval: fc.constantFrom('10s', '30s'),
    email: fc.boolean(),
    s3State: fc.boolean(),
  })
  .map((choice) => {
    const regions = choice.regions.map((region, index) => ({
      name: region.name,
      cidr: `10.${index * 16}.0.0/${16 + (index % 3)}`,
      role: choice.standby && index > 0 && index === choice.regions.length - 1 ? 'standby' : 'active',
      zones: clusterZones(region).slice(0, choice.zoneCount),
    }));
    const home = regions[0];
    const zone = home?.zones[0];
    const pools = choice.pools.map((pool, index) => ({
      ...pool,
      name: `p${index}-${pool.name}`,
      reserved: pool.capacity === 'reservation' || pool.capacity === 'capacity-block',
    }));
    const training = pools.filter((pool) => pool.jobNodes > 0);
    const serving = pools.filter((pool) => pool.engine !== 'none' && !pool.reserved);
    // The first public service has to be where traffic is sent to: everywhere.
    const isPublic = choice.dns && serving.length > 0 && regions.some((region) => region.role === 'active');
    return {
      apiVersion: 'ninefold/v1alpha1',
      kind: 'Project',
      name: choice.name.replace(/-+/g, '-'),
      environment: choice.environment,
      owner: 'team',
      tags: choice.tags,
      regions,
      cluster: {
        version: choice.version,
        access: {
          publicCidrs: choice.publicCidrs,
          admins: ['arn:aws:iam::111122223333:role/admin'],
          viewers: choice.viewers,
        },
      },
      network: choice.network,
      pools: pools.map((pool, index) => ({
        name: pool.name,
        instanceTypes: pool.reserved ? pool.types.slice(0, 1) : pool.types,
        provisioner: pool.provisioner,
        ...(pool.reserved ? { regions: [home?.name] } : {}),
        capacity: pool.reserved
          ? {
              type: pool.capacity,
              reservation: `cr-${String(index).padStart(8, '0')}`,
              zone,
              ...(pool.capacity === 'capacity-block'
                ? { starts: '2027-01-01T00:00:00Z', ends: '2027-01-15T00:00:00Z' }
                : {}),
            }
          : pool.capacity,
        nodes:
          pool.capacity === 'capacity-block'
            ? { min: pool.more + 3, max: pool.more + 3 }
            : { min: pool.min, max: pool.min + pool.more + 3 },
      })),
      storage: {
        replicate: choice.replicate,
        ...(choice.bucketPrefix && { bucketPrefix: choice.bucketPrefix }),
        ...(choice.lustre && { lustre: { capacity: '2400GiB' } }),
      },
      models: [{ name: 'base', source: 'hf://org/model', revision: 'abc123', size: '10GiB' }],
      training: training.map((pool) => ({
        name: `job-${pool.name}`,
        model: 'base',
        method: pool.method,
        ...(pool.method === 'grpo' && { rewardFunctions: ['accuracy', 'format'] }),
        dataset: ['s3://bucket/data.jsonl'],
        pool: pool.name,
        nodes: pool.jobNodes,
      })),
      inference: serving.map((pool) => ({
        name: `svc-${pool.name}`,
        model: 'base',
        engine: pool.engine,
        pool: pool.name,
        tier: pool.tier,
        replicas: { min: 1, max: 2 },
      })),
      ...(isPublic && {
        dns: {
          zone: 'example.com',
          host: 'llm.example.com',
          policy: choice.policy,
          healthCheck: { interval: choice.interval },
        },
      }),
      monitoring: { receivers: choice.email ? [{ name: 'mail', type: 'email', address: 'a@example.com' }] : [] },
      state: choice.s3State ? { backend: 's3', bucket: 'state-bucket', region: 'us-east-1' } : {},
    };
  });
