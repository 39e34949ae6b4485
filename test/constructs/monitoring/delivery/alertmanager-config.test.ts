import {
  type AlertmanagerConfig,
  type AlertmanagerProps,
  type AlertReceiver,
  alertmanagerConfig,
} from '../../../../constructs/monitoring/delivery/alertmanager-config';
import { itWithTool } from '../../../support/debian-tools';
import { exampleNames } from '../../../support/examples';
import { configProblems, receiversOf } from '../../../support/monitoring/amtool';
import { emittedAlertmanagerConfigs } from '../../../support/monitoring/emitted-examples';

const emailTopic = { arn: 'arn:aws:sns:us-east-1:111122223333:chat-alerts', region: 'us-east-1' };
const heartbeat = {
  topic: { arn: 'arn:aws:sns:us-west-2:111122223333:chat-heartbeat', region: 'us-west-2' },
  repeatSeconds: 60,
  checkSeconds: 30,
};
const receiver = (type: AlertReceiver['type'], ...severities: ('page' | 'ticket')[]): AlertReceiver => ({
  name: type,
  type,
  severities: severities.length > 0 ? severities : ['page', 'ticket'],
});
const configWith = (receivers: readonly AlertReceiver[], more: Partial<AlertmanagerProps> = {}) =>
  alertmanagerConfig({ receivers, groupWaitSeconds: 0, ...more });

/** Receivers without any channel. */
function mute({ receivers }: AlertmanagerConfig): string[] {
  return receivers.filter((entry) => Object.keys(entry).length === 1).map(({ name }) => name);
}

type Labels = Readonly<Record<string, string>>;

/** Whether an alert is not told while another one fires, by matchers of the form `label="text"` and `label=~"expression"`. */
function isHeldBack(target: Labels, source: Labels): boolean {
  const matches = (labels: Labels) => (matcher: string) => {
    const [, label = '', , expression = ''] = /^(\w+)(=~?)"(.*)"$/.exec(matcher) ?? [];
    return new RegExp(`^(${expression})$`).test(labels[label] ?? '');
  };
  return everyKind.inhibit_rules.some(
    ({ source_matchers, target_matchers, equal }) =>
      source_matchers.every(matches(source)) &&
      target_matchers.every(matches(target)) &&
      equal.every((label) => source[label] === target[label]),
  );
}

const everyKind = configWith(
  (['pagerduty', 'opsgenie', 'slack', 'webhook', 'email'] as const).map((type) => receiver(type)),
  { emailTopic, heartbeat },
);

/** Labels of an alert, and who is told where somebody is for everything. */
const table: readonly (readonly [what: string, labels: Readonly<Record<string, string>>, receiver: string])[] = [
  [
    'a replica of users’ work that is gone',
    { alertname: 'EngineDown', severity: 'page', path: 'fast', tier: 'critical', region_mode: 'normal' },
    'page',
  ],
  [
    'the same while another region is lost',
    { alertname: 'EngineDown', severity: 'page', path: 'fast', tier: 'critical', region_mode: 'failover' },
    'page',
  ],
  [
    'a replica of sheddable work that is gone',
    { alertname: 'EngineDown', severity: 'ticket', path: 'fast', tier: 'sheddable', region_mode: 'normal' },
    'ticket',
  ],
  [
    'the same while another region is lost',
    { alertname: 'EngineDown', severity: 'ticket', path: 'fast', tier: 'sheddable', region_mode: 'failover' },
    'nobody',
  ],
  [
    'sheddable work while another region is lost, even as a page',
    { alertname: 'ServiceDown', severity: 'page', path: 'fast', tier: 'sheddable', region_mode: 'failover' },
    'nobody',
  ],
  [
    'a region that does not answer',
    { alertname: 'RegionUnreachable', severity: 'page', path: 'fast', failover: 'true' },
    'page',
  ],
  ['an alert of the slow path that pages', { alertname: 'SLOBurnsFast', severity: 'page' }, 'page'],
  ['a critical alert of the charts', { alertname: 'KubeletDown', severity: 'critical' }, 'page'],
  ['a ticket', { alertname: 'SLOBurnsSlowly', severity: 'ticket' }, 'ticket'],
  ['a warning of the charts', { alertname: 'KubePodNotReady', severity: 'warning' }, 'ticket'],
  ['an information', { alertname: 'GPUApplicationError', severity: 'info' }, 'nobody'],
  ['an alert of the charts that asks for nothing', { alertname: 'InfoInhibitor', severity: 'none' }, 'nobody'],
  ['an alert without a severity', { alertname: 'Homemade' }, 'ticket'],
  ['the heartbeat', { alertname: 'Watchdog', severity: 'info' }, 'heartbeat'],
];

describe('the configuration of Alertmanager', () => {
  it.each([
    ['nobody', []],
    ['pages only', [receiver('pagerduty', 'page')]],
    ['tickets only', [receiver('slack', 'ticket')]],
    ['e-mail without a topic', [receiver('email')]],
  ] as const)('has no receiver without a channel: %s', (_what, receivers) => {
    expect(mute(configWith(receivers))).toEqual(['nobody']);
  });

  it('tells people by e-mail alone, through the topic, with the severity that its subscriptions choose by', () => {
    const config = configWith([receiver('email')], { emailTopic });
    expect(mute(config)).toEqual(['nobody']);
    for (const severity of ['page', 'ticket']) {
      expect(config.receivers.find(({ name }) => name === severity)).toMatchObject({
        sns_configs: [{ topic_arn: emailTopic.arn, sigv4: { region: 'us-east-1' }, attributes: { severity } }],
      });
    }
  });

  it('sends pages of the fast path at once, each for itself', () => {
    expect(everyKind.route.routes?.[2]).toMatchObject({ group_by: ['...'], group_wait: '0s', group_interval: '5s' });
  });

  itWithTool('amtool')('is accepted by amtool with every kind of receiver', () => {
    expect(configProblems(everyKind)).toBe('');
  });

  itWithTool('amtool').each(table)('by amtool tells of %s', (_what, labels, expected) => {
    expect(receiversOf(everyKind, labels)).toBe(expected);
  });

  it('holds back the nodes of a zone that is lost, and those of another zone not', () => {
    const zone = (name: string) => ({ region: 'us-east-1', label_topology_kubernetes_io_zone: name });
    const lost = { alertname: 'ZoneLost', severity: 'page', ...zone('a') };
    const node = (name: string) => ({ alertname: 'NodeNotReady', severity: 'page', node: 'n1', ...zone(name) });
    expect(isHeldBack(node('a'), lost)).toBe(true);
    expect(isHeldBack(node('b'), lost)).toBe(false);
    expect(isHeldBack(lost, node('a'))).toBe(false);
  });

  it('has an alert in the table for every route', () => {
    const { routes = [] } = everyKind.route;
    const hits = routes.map((route) => table.some(([, labels]) => firstMatch(routes, labels) === route));
    expect(hits).not.toContain(false);
    expect(table.some(([, labels]) => firstMatch(routes, labels) === undefined)).toBe(true);
  });
});

describe('the configuration of Alertmanager of the examples', () => {
  const emitted = exampleNames.map((name) => [name, emittedAlertmanagerConfigs(name)] as const);

  itWithTool('amtool').each(emitted)(
    '%s is accepted by amtool, and no receiver is without a channel',
    (_name, configs) => {
      expect(configs.size).toBeGreaterThan(0);
      for (const config of configs.values()) {
        expect(configProblems(config)).toBe('');
        expect(mute(config)).toEqual(['nobody']);
      }
    },
  );

  itWithTool('amtool').each(emitted)('%s sends every alert of the table to who is there for it', (_name, configs) => {
    const [config] = configs.values();
    if (config === undefined) throw new Error('no region');
    const there = new Set(config.receivers.map(({ name }) => name));
    const { routes = [] } = config.route;
    const seen = new Set<unknown>();
    for (const [what, labels, expected] of table) {
      // One alert for each route is enough: all of the table has been tested above.
      const route = firstMatch(routes, labels);
      if (seen.has(route)) continue;
      seen.add(route);
      const told = there.has(expected) ? expected : 'nobody';
      expect(`${what}: ${receiversOf(config, labels)}`).toBe(`${what}: ${told}`);
    }
  });
});

type Route = NonNullable<AlertmanagerConfig['route']['routes']>[number];

/** Alertmanager's choice, for matchers of the forms that the configuration has. */
function firstMatch(routes: readonly Route[], labels: Readonly<Record<string, string>>): Route | undefined {
  return routes.find(({ matchers = [] }) =>
    matchers.every((matcher) => {
      const [, name = '', operator, value = ''] = /^(\w+)(=~?)"(.*)"$/.exec(matcher) ?? [];
      const label = labels[name] ?? '';
      return operator === '=~' ? new RegExp(`^(?:${value})$`).test(label) : label === value;
    }),
  );
}
