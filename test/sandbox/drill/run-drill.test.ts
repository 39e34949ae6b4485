import { join } from 'node:path';
import type { Fault } from '../../../planner/availability/fault';
import { promisedServices } from '../../../planner/availability/proof';
import { compileFile } from '../../../planner/compile';
import type { Environment } from '../../../planner/environment/environment';
import { type EmittedConfiguration, readEmitted } from '../../../sandbox/drill/emitted-configuration';
import { type DrillResult, runDrill } from '../../../sandbox/drill/run-drill';
import { exampleNames, examplesFolder } from '../../support/examples';
import { environmentOf, type Spec, today } from '../../support/spec';
import { synthesizeStacks } from '../../support/synth-folder';

interface Drilled {
  readonly environment: Environment;
  readonly emitted: EmittedConfiguration;
}

function drilled(environment: Environment): Drilled {
  return { environment, emitted: readEmitted(environment, synthesizeStacks(environment)) };
}

const examples: ReadonlyMap<string, Drilled> = new Map(
  exampleNames.map((name) => {
    const { environment } = compileFile(join(examplesFolder, name, 'project.yaml'), today);
    if (environment === undefined) throw new Error(`${name} has errors`);
    return [name, drilled(environment)];
  }),
);

function example(name: string): Drilled {
  const found = examples.get(name);
  if (found === undefined) throw new Error(`no example ${name}`);
  return found;
}

const spec = (change: (spec: Spec) => void) => drilled(environmentOf(change));

const failsAt = 300;
const repairedAt = 1200;

function drill({ environment, emitted }: Drilled, fault: Fault, seed = 1, users = 400): DrillResult {
  return runDrill(environment, emitted, { fault, users, seed, seconds: 2000, failsAt, repairedAt });
}

/** Failed requests of services that promise something, before and after the time in which the proof allows them. */
function failuresOutside(result: DrillResult, environment: Environment): string[] {
  const promised = promisedServices(environment).map(({ name }) => name);
  return result.services
    .filter(({ service }) => promised.includes(service))
    .filter(({ firstFailure = failsAt, lastFailure = failsAt }) => {
      return firstFailure < failsAt || lastFailure > failsAt + (result.recovered.bound ?? 0);
    })
    .map(({ service }) => service);
}

/** Who gave way in each region, in that order: 0 for sheddable, 1 for standard. Critical services are never among them. */
function shedByRegion({ shed }: DrillResult): number[][] {
  const order = ['sheddable', 'standard'];
  const regions = [...new Set(shed.map(({ region }) => region))];
  expect(shed.filter(({ tier }) => !order.includes(tier))).toEqual([]);
  return regions.map((name) => shed.filter(({ region }) => region === name).map(({ tier }) => order.indexOf(tier)));
}

describe.each(exampleNames)('a drill of %s', (name) => {
  const subject = example(name);
  const { environment } = subject;
  const serving = environment.regions.filter(({ role, endpoint }) => role === 'active' && endpoint !== undefined);
  const services = promisedServices(environment);
  const losses = serving.flatMap((region) => [1, 2, 3].map((seed) => [region.name, seed] as const));

  if (losses.length > 0)
    test.each(losses)('that loses %s recovers inside the objective and as the proof says (seed %d)', (region, seed) => {
      const result = drill(subject, { kind: 'region', region }, seed);
      const { interval, failures } = environment.dns?.healthCheck ?? { interval: { seconds: 0 }, failures: 0 };
      const { seconds = Number.POSITIVE_INFINITY, bound = 0, promised } = result.recovered;
      expect(seconds).toBeLessThanOrEqual(promised);
      expect(seconds).toBeLessThanOrEqual(bound);
      expect(seconds).toBeGreaterThan((failures - 1) * interval.seconds);
      expect(result.detected.seconds).toBeLessThanOrEqual(result.detected.bound);
      expect(result.detected.seconds).toBeLessThanOrEqual(result.detected.promised);
      expect(failuresOutside(result, environment)).toEqual([]);
      expect(result.failed).toBeGreaterThan(0);
      for (const shed of shedByRegion(result)) expect(shed).toEqual([...shed].sort());
    });

  const [first] = services;
  const [home] = first?.regions ?? [];
  if (first === undefined || home === undefined) return;
  const zone = environment.regions.find((region) => region.name === home)?.network.zones[0]?.id ?? '';
  const faults: Fault[] = [
    { kind: 'zone', zone },
    ...(['node', 'gpu', 'process'] as const).map((kind) => ({ kind, service: first.name, region: home })),
    ...(environment.dns ? [{ kind: 'service' as const, service: first.name, region: home }] : []),
  ];

  test.each(faults.map((fault) => [fault.kind, fault] as const))(
    'of a lost %s stays within the proof',
    (_kind, fault) => {
      const result = drill(subject, fault);
      const { seconds = Number.POSITIVE_INFINITY, bound = 0 } = result.recovered;
      // What has to be rebuilt is not there before the zone is repaired.
      if (bound < repairedAt - failsAt) expect(seconds).toBeLessThanOrEqual(bound);
      expect(result.detected.seconds).toBeLessThanOrEqual(result.detected.bound);
      if (environment.dns) expect(failuresOutside(result, environment)).toEqual([]);
    },
  );
});

describe('a drill', () => {
  it('without another region shows no recovery, as the proof says', () => {
    const { environment, emitted } = example('minimal');
    const result = drill({ environment, emitted }, { kind: 'region', region: 'us-east-1' });
    expect(result.recovered).toEqual({ promised: 228 });
    expect(result.services[0]?.lastFailure).toBeGreaterThan(repairedAt - 10);
  });

  it('is the same again with the same seed, and another one with another seed', () => {
    const subject = example('chat-assistant');
    const fault: Fault = { kind: 'region', region: 'us-east-1' };
    expect(drill(subject, fault, 5)).toEqual(drill(subject, fault, 5));
    expect(drill(subject, fault, 6).errors).not.toEqual(drill(subject, fault, 5).errors);
  });

  it('lets a region return only when it has been well for a while, and nobody notices', () => {
    const result = drill(example('chat-assistant'), { kind: 'region', region: 'us-east-1' });
    const returned = result.timeline.find(({ what }) => what.includes('may return'))?.at ?? 0;
    expect(returned).toBeGreaterThan(repairedAt + 300);
    expect(result.errors.filter(({ second }) => second >= repairedAt)).toEqual([]);
  });

  it('lets sheddable services give way first, standard ones next, and critical ones never', () => {
    const subject = spec((changed) => {
      changed.regions.splice(2);
      changed.pools = [{ name: 'serve', instanceTypes: ['g5.12xlarge'], nodes: { min: 4, max: 4 } }];
      delete changed.storage;
      delete changed.training;
      changed.inference = [
        {
          name: 'drafts',
          model: 'qwen',
          engine: 'vllm',
          pool: 'serve',
          tier: 'sheddable',
          replicas: { min: 1, max: 1 },
        },
        { name: 'search', model: 'qwen', engine: 'vllm', pool: 'serve', replicas: { min: 1, max: 1 } },
        { name: 'chat', model: 'qwen', engine: 'vllm', pool: 'serve', tier: 'critical', replicas: { min: 2, max: 4 } },
      ].map((service) => ({ ...service, parallelism: { tensor: 4 } }));
      changed.assumptions = { peakLoad: 90 };
    });
    const result = drill(subject, { kind: 'region', region: 'us-east-1' });
    const other = result.shed.filter(({ region }) => region === 'us-west-2');
    expect(other.map(({ service }) => service)).toEqual(['drafts', 'search']);
  });

  it('moves users later when their resolvers keep the answer longer', () => {
    const slow = spec((changed) => {
      changed.dns.ttl = '300s';
    });
    const seconds = [1, 2, 3].map(
      (seed) => drill(slow, { kind: 'region', region: 'us-east-1' }, seed).recovered.seconds ?? 0,
    );
    expect(Math.max(...seconds)).toBeGreaterThan(228);
  });

  it('sends nobody to a drained region', () => {
    const drained = spec((changed) => {
      changed.regions[0].drained = true;
    });
    expect(drill(drained, { kind: 'region', region: 'us-east-1' }).failed).toBe(0);
  });
});
