import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { deniedWithoutTls, policyDocument } from '../../security/policy-document';
import { type AlertUrgency, severityAttribute } from './alertmanager-config';

/** Somebody who reads alerts by e-mail. */
export interface MailReader {
  readonly address: string;
  readonly severities: readonly AlertUrgency[];
}

/** Inputs of an {@link AlertMail}. */
export interface AlertMailProps {
  /** Name of the topic, unique in the account and region. */
  readonly name: string;
  /** Key of the messages; whoever publishes must be able to use it. */
  readonly kmsKeyArn: string;
  readonly readers: readonly MailReader[];
}

/**
 * Hands the alerts of one region's Alertmanager on to people by e-mail, each those that they want: its messages carry
 * their severity as an attribute. Every address has to confirm its subscription once.
 *
 * Source: Amazon SNS Developer Guide, "Amazon SNS subscription filter policies".
 */
export class AlertMail extends Construct {
  /** ARN of the topic. Who uses it waits for the topic policy. */
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { name, kmsKeyArn, readers }: AlertMailProps) {
    super(scope, id);
    const topic = new SnsTopic(this, 'topic', { name, kmsMasterKeyId: kmsKeyArn });
    const policy = new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: JSON.stringify(policyDocument([deniedWithoutTls('sns:Publish', topic.arn)])),
    });
    for (const [address, severities] of byAddress(readers)) {
      new SnsTopicSubscription(this, `email-${address}`, {
        topicArn: topic.arn,
        protocol: 'email',
        endpoint: address,
        filterPolicy: JSON.stringify({ [severityAttribute]: severities }),
      });
    }
    this.topicArn = policy.arn;
  }
}

/** A topic has one subscription for each address. */
function byAddress(readers: readonly MailReader[]): ReadonlyMap<string, readonly AlertUrgency[]> {
  const wanted = new Map<string, AlertUrgency[]>();
  for (const { address, severities } of readers) {
    wanted.set(address, [...new Set([...(wanted.get(address) ?? []), ...severities])].sort());
  }
  return wanted;
}
