import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { boundedName } from '../../../catalog/name-limits';
import { deniedWithoutTls, policyDocument } from '../../security/policy-document';

/** Inputs of an {@link AlarmTopic}. */
export interface AlarmTopicProps {
  /** Name of the topic, unique in the account and region. */
  readonly name: string;
  /** Account whose alarms may publish: its id, or a reference to it. */
  readonly accountId: string;
  /** ARN of the KMS key for the messages. Its policy must let `cloudwatch.amazonaws.com` use it. */
  readonly kmsKeyArn: string;
  /** Addresses that get every message, once their owner has confirmed the subscription. */
  readonly emails: readonly string[];
}

/** An encrypted SNS topic for the CloudWatch alarms of one account. */
export class AlarmTopic extends Construct {
  /** ARN of the topic. Who uses it waits for the topic policy. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: AlarmTopicProps) {
    super(scope, id);

    const topic = new SnsTopic(this, 'topic', {
      name: boundedName('sns-topic', props.name),
      kmsMasterKeyId: props.kmsKeyArn,
    });
    const policy = new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: JSON.stringify(topicPolicy(topic.arn, props.accountId)),
    });
    for (const email of props.emails) {
      new SnsTopicSubscription(this, `email-${email}`, { topicArn: topic.arn, protocol: 'email', endpoint: email });
    }

    this.arn = policy.arn;
  }
}

/** Source: Amazon SNS Developer Guide, "Example cases for Amazon SNS access control", as of 2026-11. */
function topicPolicy(topicArn: string, accountId: string): object {
  return policyDocument([
    {
      Sid: 'CloudWatchAlarms',
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topicArn,
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': `arn:aws:cloudwatch:*:${accountId}:alarm:*` },
      },
    },
    deniedWithoutTls('sns:Publish', topicArn),
  ]);
}
