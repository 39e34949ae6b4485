import { setTimeout as sleep } from 'node:timers/promises';
import { servingMetrics } from '../../catalog/serving-metrics';
import type { Probe } from '../../constructs/kubernetes/custom-resources/prometheus-operator';
import { scrapeJobs } from '../../constructs/monitoring/metrics/scrape-jobs';
import { alertTerms } from '../../planner/availability/detection';
import type { FailureClass } from '../../planner/availability/time-budget';
import { describeWithTools } from '../support/debian-tools';
import { startBlackbox } from '../support/detection/blackbox';
import { type Measured, measuredTable } from '../support/detection/measured';
import { podScrapes, probeScrape } from '../support/detection/scrape-config';
import { type MonitoringServers, startMonitoring } from '../support/detection/servers';
import { type Failure, failures, type Stub, startStub } from '../support/detection/stub';
import { startWebhook, type Webhook } from '../support/detection/webhook';
import type { LocalServer } from '../support/local-server';
import { emittedMonitoring } from '../support/monitoring/emitted';
import { environmentOf } from '../support/spec';
import { until } from '../support/until';

// `npm run test:detection` takes twenty of each. What is rewritten of the emitted configuration: where targets and
// channels are. Everything else is what a region gets.
const runs = process.env['NINEFOLD_ALL_DETECTIONS'] === '1' ? 20 : 3;
const promisedSeconds = 10;
/** Other tests run at the same time as the sample. */
const ownDelaySeconds = runs > 3 ? 1 : 2;
/** Failures come one after the other over this time, so that they fall anywhere between two scrapes and evaluations. */
const spreadMs = runs * 2000;
/** An alert that is not there by then will not come. */
const tooLateMs = 20_000;

const region = 'us-east-1';
const environment = environmentOf((spec) => {
  spec.inference.push({ ...spec.inference[0], name: 'bulk', tier: 'sheddable' });
});
const promised = environment.monitoring.detection;

const metricsOf = (engine: 'vllm' | 'sglang') => {
  const { running, waiting, heartbeat } = servingMetrics[engine];
  // Nobody asks, or an engine that counts no steps would be stalled.
  return `${[running, ...waiting, ...heartbeat].map((name) => `${name}{model_name="m"} 0`).join('\n')}\n`;
};

interface Victim {
  readonly name: string;
  readonly failure: Failure;
}
const victims = (prefix: string, kinds: readonly Failure[]): Victim[] =>
  kinds.flatMap((failure) =>
    Array.from({ length: runs }, (_, index) => ({ name: `${prefix}-${failure}-${index}`, failure })),
  );
const engines = victims('chat', failures);
const regions = victims('region', ['kill', 'hang']);

const stubs = new Map<string, Stub>();
const told = new Map<string, number>();
let webhook: Webhook;
let blackbox: LocalServer;
let servers: MonitoringServers;

const stub = (name: string): Stub => {
  const found = stubs.get(name);
  if (found === undefined) throw new Error(`no stub ${name}`);
  return found;
};

/** Prometheus and Alertmanager of a region with the engines, and other regions that it probes. */
async function start(): Promise<void> {
  const { podMonitors, probes, rules, externalLabels, alertmanager } = emittedMonitoring(environment, region);
  const pods: Readonly<Record<string, readonly string[]>> = {
    'engine-chat': ['chat-lives', 'chat-late', ...engines.map(({ name }) => name)],
    'engine-tuned': ['tuned-only'],
    'engine-bulk': ['bulk-only'],
  };
  const start = async (name: string, body: string) => stubs.set(name, await startStub(body));
  for (const name of regions) await start(name.name, 'ok');
  for (const [monitor, names] of Object.entries(pods)) {
    const body = metricsOf(monitor === 'engine-tuned' ? 'sglang' : 'vllm');
    for (const name of names) await start(name, body);
  }
  webhook = await startWebhook();
  blackbox = await startBlackbox((url) => stub(new URL(url).hostname).port);
  servers = await startMonitoring({
    groups: rules.flatMap(({ spec }) => spec.groups),
    scrapes: [
      ...podMonitors.flatMap((monitor) => {
        const names = pods[monitor.metadata.name] ?? [];
        return podScrapes(
          monitor,
          names.map((name) => ({ name, port: stub(name).port })),
        );
      }),
      ...regions.map(({ name }) => probeScrape(probeOf(probes, name), blackbox.port)),
    ],
    externalLabels,
    alertmanager,
    webhook: webhook.url,
  });
}

/** The probe of another region as it is, of a region of the test. */
function probeOf(probes: readonly Probe[], name: string): Probe {
  const probe = probes.find(
    ({ spec }) =>
      spec.jobName === scrapeJobs.regions && spec.targets.staticConfig.labels['target_region'] === 'us-west-2',
  );
  if (probe === undefined) throw new Error('nobody probes us-west-2');
  const labels = { ...probe.spec.targets.staticConfig.labels, target_region: name };
  return {
    ...probe,
    metadata: { ...probe.metadata, name },
    spec: { ...probe.spec, targets: { staticConfig: { static: [`https://${name}/`], labels } } },
  };
}

async function allAreUp(): Promise<boolean> {
  const [up] = await servers.query(`count(up{job=~"${scrapeJobs.heartbeat}|${scrapeJobs.regions}"} == 1)`);
  const [answering] = await servers.query('count(probe_success == 1)');
  return up === stubs.size && answering === regions.length;
}

async function isHeld(alertname: string, service: string): Promise<boolean> {
  const held = await servers.alerts();
  return held.some(({ labels }) => labels['alertname'] === alertname && labels['service'] === service);
}

/** Lets each fail at a time of its own, and notes when somebody is told. */
async function fail(
  all: readonly Victim[],
  alertOf: (name: string) => Readonly<Record<string, string>>,
): Promise<void> {
  await Promise.all(
    all.map(async ({ name, failure }, index) => {
      // The golden ratio spreads them evenly however many there are.
      await sleep(((index * 0.618034) % 1) * spreadMs);
      const failed = stub(name).fail(failure);
      const alert = await webhook.firing({ ...alertOf(name), severity: 'page' }, tooLateMs);
      told.set(name, (alert.at - failed) / 1000);
    }),
  );
}

const worstOf = (failure: FailureClass) => alertTerms(promised, failure).reduce((sum, { worst }) => sum + worst, 0);

function measured(): Measured[] {
  const row = (what: string, all: readonly Victim[], failure: Failure, proved: FailureClass): Measured => ({
    what,
    seconds: all.filter((one) => one.failure === failure).map(({ name }) => told.get(name) ?? Number.NaN),
    worst: worstOf(proved),
  });
  return [
    row('engine killed', engines, 'kill', 'process'),
    row('engine hangs', engines, 'hang', 'hang'),
    row('engine answers after 3 s', engines, 'slow', 'hang'),
    row('region refuses connections', regions, 'kill', 'region'),
    row('region answers nothing', regions, 'hang', 'region'),
  ];
}

describeWithTools('prometheus', 'prometheus-alertmanager')('detection by the real Prometheus and Alertmanager', () => {
  beforeAll(
    async () => {
      await start();
      await until(allAreUp, 'everything has been scraped');
      stub('chat-late').delay(1000);
      const service = sleep(spreadMs / 2).then(() => stub('tuned-only').fail('kill'));
      await Promise.all([
        service,
        fail(engines, (pod) => ({ alertname: 'EngineDown', pod })),
        fail(regions, (target_region) => ({ alertname: 'RegionUnreachable', target_region })),
      ]);
      stub('bulk-only').fail('kill');
      await webhook.firing({ alertname: 'ServiceDown', service: 'tuned' }, tooLateMs);
      await until(() => isHeld('ServiceDown', 'bulk'), 'Alertmanager has heard of bulk', tooLateMs);
      // Whoever is told of it would be told by now.
      await sleep(2000);
      if (runs > 3) process.stdout.write(`${measuredTable(measured())}\n`);
    },
    60_000 + spreadMs + 2 * tooLateMs,
  );

  afterAll(async () => {
    await servers?.stop();
    await blackbox?.stop();
    await webhook?.stop();
    for (const one of stubs.values()) one.stop();
  });

  it(`tells people of every engine and region that is killed or hangs within ${promisedSeconds} seconds`, () => {
    for (const { what, seconds } of measured()) {
      expect([what, seconds.filter((time) => !(time <= promisedSeconds))]).toEqual([what, []]);
      expect(seconds).toHaveLength(runs);
    }
  });

  it('is no slower than the proof says, but for what this computer itself delays', () => {
    for (const { what, seconds, worst } of measured()) {
      expect([what, seconds.filter((time) => time > worst + ownDelaySeconds)]).toEqual([what, []]);
    }
  });

  it('says nothing of an engine that answers late, but in time, or of one that lives', () => {
    const pods = new Set(webhook.told.map(({ labels }) => labels['pod']));
    expect(pods.has('chat-late')).toBe(false);
    expect(pods.has('chat-lives')).toBe(false);
  });

  it('tells of a service that is down, and not of each of its engines as well', async () => {
    const down = webhook.told
      .filter(({ labels }) => labels['service'] === 'tuned')
      .map(({ labels }) => labels['alertname']);
    expect([...new Set(down)]).toEqual(['ServiceDown']);
    const held = await servers.alerts();
    const engine = held.find(({ labels }) => labels['alertname'] === 'EngineDown' && labels['service'] === 'tuned');
    expect(engine?.status.inhibitedBy).toHaveLength(1);
  });

  it('tells nobody of sheddable work while another region is lost', async () => {
    const held = (await servers.alerts()).filter(({ labels }) => labels['service'] === 'bulk');
    expect(held.map(({ labels }) => labels['alertname']).sort()).toEqual(['EngineDown', 'ServiceDown']);
    for (const { labels, receivers } of held) {
      expect(labels['region_mode']).toBe('failover');
      expect(receivers).toEqual([{ name: 'nobody' }]);
    }
    expect(webhook.told.filter(({ labels }) => labels['service'] === 'bulk')).toEqual([]);
  });
});
