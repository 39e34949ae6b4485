import { zoneLabel } from '../alerts/node-alerts';

/** Somebody who is told, by a channel whose key or URL is a mounted secret. */
export interface AlertReceiver {
  readonly name: string;
  readonly type: 'pagerduty' | 'opsgenie' | 'slack' | 'webhook' | 'email';
  readonly severities: readonly AlertUrgency[];
}

/** `page`: at once. `ticket`: in working hours. */
export type AlertUrgency = 'page' | 'ticket';

/** An SNS topic, to which Alertmanager publishes with the rights of its own pods. */
export interface AlertTopicAddress {
  readonly arn: string;
  readonly region: string;
}

/** Service account of Alertmanager, by which it may publish to topics. */
export const alertmanagerAccount = 'alertmanager';

/** Inputs of {@link alertmanagerConfig}. */
export interface AlertmanagerProps {
  readonly receivers: readonly AlertReceiver[];
  /** How long the first alert of a group waits for others, in seconds, where somebody has to know at once. */
  readonly groupWaitSeconds: number;
  /** Topic that hands alerts on by e-mail; e-mail receivers are told nothing without it. */
  readonly emailTopic?: AlertTopicAddress;
  /** Absent where nobody waits for it. */
  readonly heartbeat?: HeartbeatProps;
}

/** How a region says that its alerts get through. Durations in seconds. */
export interface HeartbeatProps {
  readonly topic: AlertTopicAddress;
  readonly repeatSeconds: number;
  /** Between two looks at what has to be repeated. */
  readonly checkSeconds: number;
}

export interface AlertmanagerConfig {
  readonly route: AlertRoute;
  readonly receivers: readonly ({ readonly name: string } & Readonly<Record<string, unknown>>)[];
  readonly inhibit_rules: readonly {
    readonly source_matchers: readonly string[];
    readonly target_matchers: readonly string[];
    readonly equal: readonly string[];
  }[];
}

export interface AlertRoute {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly AlertRoute[];
}

/** Secret with one key for each receiver, and where it is mounted. */
export const receiverSecret = 'alert-receivers';
const mounted = (name: string) => `/etc/alertmanager/secrets/${receiverSecret}/${name}`;

const nobody = 'nobody';

/** Attribute of the messages to the e-mail topic: `page` or `ticket`. */
export const severityAttribute = 'severity';

/**
 * Who is told what. The first route that matches counts: alerts of work that gave way to the users of a lost region come
 * first, or those with the severity `page` would not stay unsent.
 *
 * Alerts of the charts have the severities `critical` and `warning`.
 *
 * Source: Alertmanager documentation, "Configuration" (route, receivers with `_file`, inhibit_rules).
 */
export function alertmanagerConfig(props: AlertmanagerProps): AlertmanagerConfig {
  const channelsOf = { page: channels(props, 'page'), ticket: channels(props, 'ticket') };
  // A receiver without a channel would swallow what it gets.
  const told = (severity: AlertUrgency) => (Object.keys(channelsOf[severity]).length > 0 ? severity : nobody);
  const { heartbeat } = props;
  const atOnce = `${props.groupWaitSeconds}s`;
  return {
    route: {
      receiver: told('ticket'),
      group_by: ['alertname', 'region', 'service'],
      group_wait: '30s',
      group_interval: '5m',
      repeat_interval: '4h',
      routes: [
        { receiver: nobody, matchers: ['tier="sheddable"', 'region_mode="failover"'] },
        {
          receiver: heartbeat ? 'heartbeat' : nobody,
          matchers: ['alertname="Watchdog"'],
          ...(heartbeat && {
            group_wait: '0s',
            group_interval: `${heartbeat.checkSeconds}s`,
            repeat_interval: `${heartbeat.repeatSeconds}s`,
          }),
        },
        {
          receiver: told('page'),
          matchers: ['path="fast"', 'severity="page"'],
          // Each alert for itself: a group would hold back what comes after its first one.
          group_by: ['...'],
          group_wait: atOnce,
          group_interval: '5s',
          repeat_interval: '1h',
        },
        { receiver: told('page'), matchers: ['severity=~"page|critical"'], group_wait: '10s', group_interval: '1m' },
        { receiver: told('ticket'), matchers: ['severity=~"ticket|warning"'], group_wait: '5m', repeat_interval: '1d' },
        { receiver: nobody, matchers: ['severity=~"info|none"'] },
      ],
    },
    receivers: [
      { name: nobody },
      ...(['page', 'ticket'] as const)
        .filter((severity) => told(severity) !== nobody)
        .map((severity) => ({ name: severity, ...channelsOf[severity] })),
      ...(heartbeat
        ? [{ name: 'heartbeat', sns_configs: [publish(heartbeat.topic, { ...heartbeatText, send_resolved: false })] }]
        : []),
    ],
    inhibit_rules: [
      // The cause is told, and not each of its effects.
      {
        source_matchers: ['alertname="ServiceDown"'],
        target_matchers: ['alertname=~"EngineDown|EngineStalled|RequestsQueue|ReplicasMissing|EngineMetricsMissing"'],
        equal: ['region', 'service'],
      },
      {
        source_matchers: ['alertname="RegionUnreachable"'],
        target_matchers: ['alertname="RegionSilent"'],
        equal: ['region', 'target_region'],
      },
      {
        source_matchers: ['alertname="ZoneLost"'],
        target_matchers: ['alertname="NodeNotReady"'],
        equal: ['region', zoneLabel],
      },
      {
        source_matchers: ['alertname=~"NodeNotReady|AcceleratorNotReady|GPUFatalError"'],
        target_matchers: ['component="gpu"', 'severity="ticket"'],
        equal: ['region', 'node'],
      },
      {
        source_matchers: ['alertname="SLOBurnsFast"', 'severity="page"'],
        target_matchers: ['alertname=~"SLOBurnsSlowly|SLOBudgetSpent"'],
        equal: ['region', 'slo'],
      },
      {
        source_matchers: ['severity="critical"'],
        target_matchers: ['severity=~"warning|info"'],
        equal: ['namespace', 'alertname'],
      },
    ],
  };
}

/** Integrations of all receivers that get alerts of a severity. */
function channels(
  { receivers, emailTopic }: AlertmanagerProps,
  severity: AlertUrgency,
): Readonly<Record<string, readonly object[]>> {
  const of = (type: AlertReceiver['type']) =>
    receivers.filter((receiver) => receiver.type === type && receiver.severities.includes(severity));
  const all = {
    pagerduty_configs: of('pagerduty').map(({ name }) => ({
      routing_key_file: mounted(name),
      severity: severity === 'page' ? 'critical' : 'warning',
      description: text,
      details: {
        region: '{{ .CommonLabels.region }}',
        runbook: '{{ with index .Alerts 0 }}{{ or .Annotations.runbook .Annotations.runbook_url }}{{ end }}',
      },
      send_resolved: true,
    })),
    opsgenie_configs: of('opsgenie').map(({ name }) => ({
      api_key_file: mounted(name),
      message: text,
      priority: severity === 'page' ? 'P1' : 'P3',
      description,
      send_resolved: true,
    })),
    slack_configs: of('slack').map(({ name }) => ({
      api_url_file: mounted(name),
      title: text,
      text: description,
      send_resolved: true,
    })),
    webhook_configs: of('webhook').map(({ name }) => ({ url_file: mounted(name), send_resolved: true })),
    sns_configs:
      emailTopic && of('email').length > 0
        ? [
            publish(emailTopic, {
              subject: '{{ .Status | toUpper }}: {{ .CommonLabels.alertname }} in {{ .CommonLabels.region }}',
              message: description,
              // By it the topic's subscriptions choose.
              attributes: { [severityAttribute]: severity },
              send_resolved: true,
            }),
          ]
        : [],
  };
  return Object.fromEntries(Object.entries(all).filter(([, configs]) => configs.length > 0));
}

const text =
  '{{ .Status | toUpper }}: {{ (index .Alerts 0).Annotations.summary }}{{ if gt (len .Alerts) 1 }} and {{ len .Alerts }} in all{{ end }} ({{ .CommonLabels.region }})';

const description =
  '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\nWhat to do: {{ or .Annotations.runbook .Annotations.runbook_url }}\n\n{{ end }}';

const heartbeatText = {
  subject: 'Heartbeat of {{ .CommonLabels.region }}',
  message: 'Prometheus and Alertmanager of {{ .CommonLabels.cluster }} are at work.',
};

function publish({ arn, region }: AlertTopicAddress, more: object) {
  return { topic_arn: arn, sigv4: { region }, ...more };
}
