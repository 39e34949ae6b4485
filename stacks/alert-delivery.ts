import type { ChartName } from '../catalog/charts';
import { boundedName } from '../catalog/name-limits';
import { AlertMail } from '../constructs/monitoring/alert-mail';
import type { AlertmanagerProps } from '../constructs/monitoring/alertmanager-config';
import { AlertmanagerIdentity } from '../constructs/monitoring/alertmanager-identity';
import { Heartbeat } from '../constructs/monitoring/heartbeat';
import { HeartbeatAlarm } from '../constructs/monitoring/heartbeat-alarm';
import type { EncryptionKey } from '../constructs/security/encryption-key';
import { addAwsProvider } from '../constructs/substrate/aws-provider';
import type { TerraformResource, TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment, RegionPlan } from '../planner/environment';
import { heartbeatClocks } from '../planner/monitoring/heartbeat';
import { known } from './known';
import { stackTags } from './stack';

/** What a cluster stack hands to its platform stack, so that alerts reach people by e-mail; empty without such receivers. */
export type AlertOutputs = Readonly<Partial<Record<AlertOutput, string>>> & Readonly<Record<string, string>>;

type AlertOutput = 'mailTopicArn' | 'heartbeatTopicArn' | 'heartbeatTopicName' | 'silenceTopicArn';

interface Place {
  readonly environment: Environment;
  readonly region: RegionPlan;
  readonly accountId: string;
  readonly clusterName: string;
  /** Key of the cluster, for topics in its own region. */
  readonly key: EncryptionKey;
}

/** Topics of a region's alerts, the one in another region for its heartbeat, and the right to publish to both. */
export function createAlertDelivery(stack: TerraformStack, place: Place): AlertOutputs {
  const { environment, region, accountId, clusterName, key } = place;
  const { receivers, alarmEmails } = environment.monitoring;
  const heardIn = hearerOf(environment, region);
  if (heardIn === undefined) return {};
  const namePrefix = region.cluster.name;
  const mail = new AlertMail(stack, 'alert-mail', {
    name: boundedName('sns-topic', namePrefix, 'alerts'),
    kmsKeyArn: key.arn,
    readers: receivers.flatMap(({ address, severities }) => (address === undefined ? [] : [{ address, severities }])),
  });
  const heartbeat = new Heartbeat(stack, 'heartbeat', {
    namePrefix,
    accountId,
    region: heardIn,
    provider: addAwsProvider(stack, { region: heardIn, tags: stackTags(environment, 'cluster'), alias: heardIn }),
    emails: alarmEmails,
  });
  new AlertmanagerIdentity(stack, 'alertmanager', {
    clusterName,
    namePrefix,
    topics: {
      mail: { topicArn: mail.topicArn, kmsKeyArn: key.arn, region: region.name },
      heartbeat: { topicArn: heartbeat.topicArn, kmsKeyArn: heartbeat.kmsKeyArn, region: heardIn },
    },
  });
  return {
    mailTopicArn: mail.topicArn,
    heartbeatTopicArn: heartbeat.topicArn,
    heartbeatTopicName: heartbeat.topicName,
    silenceTopicArn: heartbeat.silenceTopicArn,
  };
}

/** Where Alertmanager publishes to. */
export function publishedTopics(
  environment: Environment,
  region: RegionPlan,
  alerts: AlertOutputs,
): Pick<AlertmanagerProps, 'emailTopic' | 'heartbeat'> {
  const heardIn = hearerOf(environment, region);
  if (heardIn === undefined) return {};
  return {
    emailTopic: { arn: known(alerts.mailTopicArn, 'topic of the alerts'), region: region.name },
    heartbeat: {
      topic: { arn: known(alerts.heartbeatTopicArn, 'topic of the heartbeat'), region: heardIn },
      repeatSeconds: heartbeatClocks.repeat.seconds,
      checkSeconds: heartbeatClocks.check.seconds,
    },
  };
}

/** Waits for the heartbeat once there is somebody to send it, and no longer than there is. */
export function createHeartbeatAlarm(
  stack: TerraformStack,
  environment: Environment,
  region: RegionPlan,
  alerts: AlertOutputs,
  releases: ReadonlyMap<ChartName, TerraformResource>,
): void {
  const heardIn = hearerOf(environment, region);
  if (heardIn === undefined) return;
  new HeartbeatAlarm(stack, 'heartbeat', {
    clusterName: region.cluster.name,
    sends: region.name,
    topicName: known(alerts.heartbeatTopicName, 'name of the topic of the heartbeat'),
    silenceTopicArn: known(alerts.silenceTopicArn, 'topic of silence'),
    silenceSeconds: heartbeatClocks.silence.seconds,
    provider: addAwsProvider(stack, { region: heardIn, tags: stackTags(environment, 'platform'), alias: heardIn }),
    dependsOn: [known(releases.get('kube-prometheus-stack'), 'release of Prometheus and Alertmanager')],
  });
}

/** Region that hears the heartbeat of another; undefined where nobody could be told. */
function hearerOf({ monitoring }: Environment, { name }: RegionPlan): string | undefined {
  return monitoring.heartbeats.find(({ region }) => region === name)?.heardIn;
}
