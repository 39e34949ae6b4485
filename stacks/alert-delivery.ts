import { boundedName } from '../catalog/name-limits';
import { AlertMail } from '../constructs/monitoring/delivery/alert-mail';
import type { AlertmanagerProps } from '../constructs/monitoring/delivery/alertmanager-config';
import { AlertmanagerIdentity } from '../constructs/monitoring/delivery/alertmanager-identity';
import type { TerraformStack } from '../constructs/substrate/cdktf';
import type { Environment } from '../planner/environment/environment';
import { type HeartbeatPlan, heartbeatClocks } from '../planner/environment/monitoring-plan';
import type { RegionPlan } from '../planner/environment/region-plan';
import { known } from './known';

/** Topics that a cluster stack hands to its platform stack for Alertmanager; empty without e-mail receivers. */
export type AlertOutputs = Readonly<Record<string, string>> & {
  readonly mailTopicArn?: string;
  readonly heartbeatTopicArn?: string;
};

interface Place {
  readonly environment: Environment;
  readonly region: RegionPlan;
  readonly accountId: string;
  readonly clusterName: string;
  /** Key of the cluster, for topics in its own region. */
  readonly keyArn: string;
}

/** The topic for a region's alerts by e-mail, and the right of its Alertmanager to publish there and its heartbeat. */
export function createAlertDelivery(stack: TerraformStack, place: Place): AlertOutputs {
  const { environment, region, accountId, clusterName, keyArn } = place;
  const plan = heartbeatOf(environment, region);
  if (plan === undefined) return {};
  const { receivers } = environment.monitoring;
  const namePrefix = region.cluster.name;
  const mail = new AlertMail(stack, 'alert-mail', {
    name: boundedName('sns-topic', namePrefix, 'alerts'),
    kmsKeyArn: keyArn,
    readers: receivers.flatMap(({ address, severities }) => (address === undefined ? [] : [{ address, severities }])),
  });
  // What is in the other region is known by its name alone, so that its loss does not keep this one from being planned.
  const heartbeatTopicArn = `arn:aws:sns:${plan.heardIn}:${accountId}:${plan.topic}`;
  new AlertmanagerIdentity(stack, 'alertmanager', {
    clusterName,
    namePrefix,
    accountId,
    topics: {
      mail: { topicArn: mail.topicArn, region: region.name, key: { arn: keyArn } },
      heartbeat: { topicArn: heartbeatTopicArn, region: plan.heardIn, key: { alias: `alias/${plan.key}` } },
    },
  });
  return { mailTopicArn: mail.topicArn, heartbeatTopicArn };
}

/** Where Alertmanager publishes to. */
export function publishedTopics(
  environment: Environment,
  region: RegionPlan,
  alerts: AlertOutputs,
): Pick<AlertmanagerProps, 'emailTopic' | 'heartbeat'> {
  const plan = heartbeatOf(environment, region);
  if (plan === undefined) return {};
  return {
    emailTopic: { arn: known(alerts.mailTopicArn, 'topic of the alerts'), region: region.name },
    heartbeat: {
      topic: { arn: known(alerts.heartbeatTopicArn, 'topic of the heartbeat'), region: plan.heardIn },
      repeatSeconds: heartbeatClocks.repeat.seconds,
      checkSeconds: heartbeatClocks.check.seconds,
    },
  };
}

/** Undefined where nobody could be told by e-mail. */
function heartbeatOf({ monitoring }: Environment, { name }: RegionPlan): HeartbeatPlan | undefined {
  return monitoring.heartbeats.find(({ region }) => region === name);
}
