import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { EksAccessEntry } from '@cdktf/provider-aws/lib/eks-access-entry';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { NodeRole } from '../../cluster/node-pools/node-role';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';
import { karpenterPolicies } from './karpenter-policies';

/** Service account of its pods. */
export const karpenterAccount = 'karpenter';

/** Inputs of {@link KarpenterResources}. */
export interface KarpenterResourcesProps {
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Start of the names of roles, queue and rules; unique in the account and region. */
  readonly namePrefix: string;
  readonly region: string;
  readonly accountId: string;
}

/**
 * Notices of AWS that a node will go or is in trouble; Karpenter drains it and starts another one.
 * Source: Karpenter 1.14, CloudFormation template of "Getting Started", interruption handling.
 */
const interruptions: Readonly<Record<string, { readonly source: string; readonly type: string }>> = {
  'spot-interruption': { source: 'aws.ec2', type: 'EC2 Spot Instance Interruption Warning' },
  rebalance: { source: 'aws.ec2', type: 'EC2 Instance Rebalance Recommendation' },
  'state-change': { source: 'aws.ec2', type: 'EC2 Instance State-change Notification' },
  health: { source: 'aws.health', type: 'AWS Health Event' },
  'reservation-interruption': { source: 'aws.ec2', type: 'EC2 Capacity Reservation Instance Interruption Warning' },
};

/** A notice is worth nothing after the two minutes that EC2 gives; five leave room for a restart of Karpenter. */
const noticeSeconds = 300;

/**
 * What Karpenter needs in AWS: a role for its controller (`kube-system/karpenter`), a role for the nodes that it
 * starts, with entry to the cluster, and a queue of interruption notices.
 */
export class KarpenterResources extends Construct {
  /** Value of the chart's `settings.interruptionQueue`. */
  readonly queueName: string;
  /** Value of `EC2NodeClass.spec.role`. */
  readonly nodeRoleName: string;
  readonly nodeRoleArn: string;

  constructor(scope: Construct, id: string, props: KarpenterResourcesProps) {
    super(scope, id);
    const { clusterName, namePrefix } = props;

    const nodeRole = new NodeRole(this, 'node-role', { namePrefix: `${namePrefix}-karpenter` });
    // EKS makes the entry for the nodes of managed groups by itself, and for no others.
    new EksAccessEntry(this, 'node-access', { clusterName, principalArn: nodeRole.arn, type: 'EC2_LINUX' });

    const queue = createQueue(this, namePrefix);
    new PodIdentityRole(this, 'controller-role', {
      roleName: boundedName('iam-role', namePrefix, 'karpenter-controller'),
      clusterName,
      namespace: charts.karpenter.namespace,
      serviceAccount: karpenterAccount,
      policies: karpenterPolicies({ ...props, nodeRoleArn: nodeRole.arn, queueArn: queue.arn }),
    });

    this.queueName = queue.name;
    this.nodeRoleName = nodeRole.name;
    this.nodeRoleArn = nodeRole.arn;
  }
}

function createQueue(scope: Construct, namePrefix: string): SqsQueue {
  const queue = new SqsQueue(scope, 'interruptions', {
    name: boundedName('sqs-queue', namePrefix, 'karpenter'),
    messageRetentionSeconds: noticeSeconds,
    sqsManagedSseEnabled: true,
  });
  const rules = Object.entries(interruptions).map(([name, { source, type }]) => {
    const rule = new CloudwatchEventRule(scope, name, {
      name: boundedName('event-rule', namePrefix, 'karpenter', name),
      description: `${type}, for Karpenter`,
      eventPattern: JSON.stringify({ source: [source], 'detail-type': [type] }),
    });
    new CloudwatchEventTarget(scope, `${name}-target`, { rule: rule.name, arn: queue.arn });
    return rule;
  });
  new SqsQueuePolicy(scope, 'interruptions-policy', {
    queueUrl: queue.url,
    policy: JSON.stringify(
      queuePolicy(
        queue.arn,
        rules.map((rule) => rule.arn),
      ),
    ),
  });
  return queue;
}

function queuePolicy(queueArn: string, ruleArns: readonly string[]): object {
  return policyDocument([
    {
      Sid: 'Notices',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
      Condition: { ArnEquals: { 'aws:SourceArn': [...ruleArns] } },
    },
    {
      Sid: 'EncryptedTransportOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: queueArn,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ]);
}
