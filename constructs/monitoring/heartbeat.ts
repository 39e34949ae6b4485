import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { AlarmTopic, onlyByTls } from '../dns/alarm-topic';
import { EncryptionKey } from '../security/encryption-key';
import type { TerraformProvider } from '../substrate/cdktf';

/** Inputs of a {@link Heartbeat}. */
export interface HeartbeatTopicsProps {
  /** Start of all names; unique in the account, whatever region they are in. */
  readonly namePrefix: string;
  readonly accountId: string;
  /** Region that hears the heartbeat, and its provider: another one than the one that sends it. */
  readonly region: string;
  readonly provider: TerraformProvider;
  /** Addresses that are told of silence. */
  readonly emails: readonly string[];
}

/**
 * What another region keeps for the heartbeat of this one: a topic that Alertmanager publishes its always-firing alert to,
 * and one that tells people when it no longer does ({@link HeartbeatAlarm}). Nobody subscribes to the first; what counts
 * is that messages come.
 */
export class Heartbeat extends Construct {
  /** ARN of the topic that hears the heartbeat. Who uses it waits for the topic policy. */
  readonly topicArn: string;
  /** Name of that topic, the dimension of its metrics. */
  readonly topicName: string;
  /** ARN of the topic that tells of silence. */
  readonly silenceTopicArn: string;
  /** Key of both; who publishes must be able to use it. */
  readonly kmsKeyArn: string;

  constructor(scope: Construct, id: string, props: HeartbeatTopicsProps) {
    super(scope, id);
    const { namePrefix, accountId, region, provider, emails } = props;
    const key = new EncryptionKey(this, 'key', {
      name: `${namePrefix}-heartbeat`,
      description: `Heartbeat of ${namePrefix}`,
      accountId,
      region,
      services: ['cloudwatch-alarms'],
      provider,
    });
    const topic = new SnsTopic(this, 'topic', {
      name: boundedName('sns-topic', namePrefix, 'heartbeat'),
      kmsMasterKeyId: key.arn,
      provider,
    });
    const policy = new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: JSON.stringify({ Version: '2012-10-17', Statement: [onlyByTls(topic.arn)] }),
      provider,
    });
    const silence = new AlarmTopic(this, 'silence', {
      name: boundedName('sns-topic', namePrefix, 'silence'),
      accountId,
      kmsKeyArn: key.arn,
      emails,
      provider,
    });
    this.topicArn = policy.arn;
    this.topicName = topic.name;
    this.silenceTopicArn = silence.arn;
    this.kmsKeyArn = key.arn;
  }
}
