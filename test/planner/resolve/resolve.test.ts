import { nameLimits } from '../../../catalog/name-limits';
import type { Environment } from '../../../planner/environment/environment';
import { environmentOf } from '../../support/spec';

function regionOf(environment: Environment, name: string) {
  const region = environment.regions.find((candidate) => candidate.name === name);
  if (region === undefined) throw new Error(`no region ${name}`);
  return region;
}

function poolOf(environment: Environment, region: string, name: string) {
  const pool = regionOf(environment, region).pools.find((candidate) => candidate.name === name);
  if (pool === undefined) throw new Error(`no pool ${name} in ${region}`);
  return pool;
}

describe('resolve', () => {
  it('turns times and sizes into values', () => {
    const environment = environmentOf();
    expect(environment.objectives).toEqual({
      availability: 99.9,
      detection: { seconds: 10 },
      recovery: { seconds: 228 },
      promised: ['availability', 'detection', 'recovery'],
    });
    expect(poolOf(environment, 'us-east-1', 'serve').diskGib).toBe(200);
  });

  it('promises of a single region only what the spec states', () => {
    const alone = environmentOf((spec) => {
      spec.regions.splice(1);
      spec.objectives = { availability: 99 };
    });
    expect(alone.objectives.promised).toEqual(['availability']);
  });

  it('lets the pools of a cold standby region start without nodes', () => {
    const environment = environmentOf((spec) => (spec.regions[2].standby = 'cold'));
    expect(poolOf(environment, 'eu-west-1', 'serve').nodes).toEqual({ min: 0, max: 12 });
    expect(poolOf(environment, 'us-east-1', 'serve').nodes).toEqual({ min: 2, max: 12 });
  });

  it('makes the first active region the primary', () => {
    expect(environmentOf((spec) => (spec.regions[0].role = 'standby')).primaryRegion).toBe('us-west-2');
  });

  it('gives production a NAT gateway per zone, private endpoints and deletion protection', () => {
    const { network, cluster } = regionOf(environmentOf(), 'us-east-1');
    expect(network.nat).toBe('per-zone');
    expect(network.interfaceEndpoints).toContain('ecr.api');
    expect(cluster.deletionProtection).toBe(true);
  });

  it('saves that elsewhere, unless the spec asks for it', () => {
    const dev = regionOf(
      environmentOf((spec) => (spec.environment = 'dev')),
      'us-east-1',
    );
    expect([dev.network.nat, dev.network.interfaceEndpoints, dev.cluster.deletionProtection]).toEqual([
      'single',
      [],
      false,
    ]);
    const asked = environmentOf((spec) => {
      spec.environment = 'dev';
      spec.network = { nat: 'per-zone' };
    });
    expect(regionOf(asked, 'us-east-1').network.nat).toBe('per-zone');
  });

  it('takes the first three zones in which EKS runs its control plane', () => {
    const zones = regionOf(environmentOf(), 'us-east-1').network.zones.map((zone) => zone.id);
    expect(zones).toEqual(['use1-az1', 'use1-az2', 'use1-az4']);
  });

  it('places a pool in the regions that it names, or in all', () => {
    const environment = environmentOf();
    expect(environment.regions.map((region) => region.pools.map((pool) => pool.name))).toEqual([
      ['serve', 'train'],
      ['serve'],
      ['serve'],
    ]);
  });

  it('switches EFA on where a job spans nodes, and then keeps the pool in one zone', () => {
    const train = poolOf(environmentOf(), 'us-east-1', 'train');
    expect([train.efa, train.zones]).toEqual([true, ['use1-az4']]);
    const single = environmentOf((spec) => (spec.training[0].nodes = 1));
    expect(poolOf(single, 'us-east-1', 'train').efa).toBe(false);
    expect(poolOf(single, 'us-east-1', 'serve').zones).toHaveLength(3);
  });

  it('asks for a placement group only where no reservation has placed the nodes already', () => {
    expect(poolOf(environmentOf(), 'us-east-1', 'train').placementGroup).toBe(false);
    const onDemand = environmentOf((spec) => (spec.pools[1].capacity = 'on-demand'));
    expect(poolOf(onDemand, 'us-east-1', 'train').placementGroup).toBe(true);
  });

  it('gives the first public service port 443 and the next ones ports from 8443', () => {
    const ports = environmentOf((spec) => {
      spec.inference.push({ name: 'third', model: 'qwen', engine: 'lmdeploy', pool: 'serve' });
    }).inference.map((service) => service.port);
    expect(ports).toEqual([443, 8443, 8444]);
  });

  it('keeps services without a public name internal', () => {
    const environment = environmentOf((spec) => delete spec.dns);
    expect(environment.inference.map((service) => service.exposure)).toEqual(['internal', 'internal']);
    expect(environment.regions.every((region) => region.endpoint === undefined)).toBe(true);
  });

  it('copies artifacts from the primary region and from where jobs run', () => {
    const environment = environmentOf((spec) => {
      spec.pools[1].regions = ['us-west-2'];
      spec.pools[1].capacity.zone = 'usw2-az1';
    });
    expect(environment.regions.map((region) => region.storage.replicateTo)).toEqual([
      ['us-west-2', 'eu-west-1'],
      ['us-east-1', 'eu-west-1'],
      [],
    ]);
  });

  it('names buckets after the spec and tells projects with other state apart', () => {
    const bucketOf = (environment: Environment) => regionOf(environment, 'us-east-1').storage.modelBucket;
    const name = bucketOf(environmentOf());
    expect(name).toMatch(/^chat-prod-models-use1-[0-9a-f]{8}$/);
    expect(bucketOf(environmentOf())).toBe(name);
    expect(bucketOf(environmentOf((spec) => (spec.state.bucket = 'other-state')))).not.toBe(name);
    expect(bucketOf(environmentOf((spec) => (spec.storage.bucketPrefix = 'acme')))).toBe('acme-models-use1');
  });

  it('survives unknown regions, types and pools with empty plans', () => {
    const environment = environmentOf((spec) => {
      spec.regions[0].name = 'us-moon-1';
      spec.pools[0].instanceTypes = ['z9.huge'];
      spec.inference[0].pool = 'nowhere';
    });
    expect(regionOf(environment, 'us-moon-1').network.zones).toEqual([]);
    expect(poolOf(environment, 'us-west-2', 'serve').instances).toEqual([]);
    expect(environment.inference[0]?.regions).toEqual([]);
  });

  it('bounds every derived name for the longest names that the schema allows', () => {
    const environment = environmentOf((spec) => {
      spec.name = 'a'.repeat(32);
      spec.environment = `prod${'b'.repeat(12)}`;
      spec.regions[0].name = 'ap-southeast-1';
      spec.storage.bucketPrefix = 'c'.repeat(30);
      spec.storage.lustre.regions = ['ap-southeast-1'];
      spec.pools[1].regions = ['ap-southeast-1'];
    });
    const region = regionOf(environment, 'ap-southeast-1');
    expect(region.cluster.name.length).toBeLessThanOrEqual(nameLimits['eks-cluster']);
    expect(region.endpoint?.name.length).toBeLessThanOrEqual(nameLimits['load-balancer']);
    for (const bucket of [
      region.storage.modelBucket,
      region.storage.checkpointBucket,
      region.storage.accessLogBucket,
    ]) {
      expect(bucket.length).toBeLessThanOrEqual(nameLimits['s3-bucket']);
    }
  });
});
