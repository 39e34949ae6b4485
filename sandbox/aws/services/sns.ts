import { randomUUID } from 'node:crypto';
import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { isOn, numberOf, textOf } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { arn, json } from '../checks';
import { chosenName } from '../chosen-name';
import type { Aws, Reference, ResourceModel } from '../resource-model';
import { hasTags, tagsOf } from '../tags';

const protocols = ['application', 'email', 'email-json', 'firehose', 'http', 'https', 'lambda', 'sms', 'sqs'];

/** Characters of a topic's policy. Source: Amazon SNS Developer Guide, "Amazon SNS endpoints and quotas", 2026-11. */
const longestPolicy = 30_720;

const topicReference = (path: string): Reference => ({
  path,
  type: 'aws_sns_topic',
  by: 'arn',
  missing: 'NotFound',
  onDelete: 'cascade',
});

/** Topics and who listens to them. */
export const snsModels: Readonly<Record<string, ResourceModel>> = {
  // Creating a topic that exists returns it unless its tags are others, and so does Terraform's provider.
  aws_sns_topic: {
    replacedBy: forceNew.aws_sns_topic,
    checks: [
      { path: 'policy', ...json },
      { path: 'delivery_policy', ...json },
      { path: 'archive_policy', ...json },
      { path: 'signature_version', min: 1, max: 2 },
      { path: 'tracing_config', oneOf: ['Active', 'PassThrough'] },
    ],
    policies: [{ path: 'policy', kind: 'resource', longest: longestPolicy }],
    importId: { attributes: ['arn'], separator: '' },
    create(values, aws) {
      const suffix = isOn(values, 'fifo_topic') && textOf(values, 'name') === undefined ? '.fifo' : '';
      const name = `${chosenName(values, aws)}${suffix}`;
      checkTopic(name, values);
      const topic = aws.arn('sns', name);
      refuseOtherTags(values, aws.find('aws_sns_topic', topic));
      return {
        id: topic,
        arn: topic,
        name,
        name_prefix: null,
        owner: aws.account,
        policy: ownersPolicy(topic, aws),
        beginning_archive_time: null,
        fifo_throughput_scope: isOn(values, 'fifo_topic') ? 'Topic' : null,
        signature_version: null,
        tracing_config: null,
      };
    },
    update(values) {
      checkTopic(textOf(values, 'name') ?? '', values);
      return {};
    },
  },

  aws_sns_topic_policy: {
    replacedBy: forceNew.aws_sns_topic_policy,
    checks: [
      { path: 'arn', ...arn },
      { path: 'policy', ...json },
    ],
    policies: [{ path: 'policy', kind: 'resource', longest: longestPolicy }],
    references: [topicReference('arn')],
    importId: { attributes: ['arn'], separator: '' },
    create: (values, aws) => ({ id: textOf(values, 'arn') ?? null, owner: aws.account }),
  },

  aws_sns_topic_subscription: {
    replacedBy: forceNew.aws_sns_topic_subscription,
    checks: [
      { path: 'topic_arn', ...arn },
      { path: 'protocol', oneOf: protocols },
      { path: 'subscription_role_arn', ...arn },
      { path: 'filter_policy', ...json },
      { path: 'filter_policy_scope', oneOf: ['MessageAttributes', 'MessageBody'] },
      { path: 'delivery_policy', ...json },
      { path: 'redrive_policy', ...json },
      { path: 'replay_policy', ...json },
    ],
    references: [topicReference('topic_arn')],
    importId: { attributes: ['arn'], separator: '' },
    create(values, aws) {
      checkSubscription(values, aws);
      const subscription = `${textOf(values, 'topic_arn')}:${randomUUID()}`;
      const asks = needsConfirmation(values);
      return {
        id: subscription,
        arn: subscription,
        owner_id: aws.account,
        pending_confirmation: asks,
        confirmation_was_authenticated: !asks,
        filter_policy_scope: textOf(values, 'filter_policy') === undefined ? null : 'MessageAttributes',
      };
    },
    update(values, _prior, aws) {
      checkSubscription(values, aws);
      return {};
    },
  },
};

function checkTopic(name: string, values: Values): void {
  const isFifo = isOn(values, 'fifo_topic');
  const base = isFifo ? name.replace(/\.fifo$/, '') : name;
  if (name.length > 256 || !/^[A-Za-z0-9_-]+$/.test(base) || (isFifo && base === name)) {
    throw invalid(`Topic Name: ${name}`);
  }
  if (!isFifo && isOn(values, 'content_based_deduplication')) {
    throw invalid('Attributes Reason: Content-based deduplication can only be set for FIFO topics');
  }
  if ((textOf(values, 'display_name')?.length ?? 0) > 100) throw invalid('Display name is longer than 100 characters');
}

function refuseOtherTags(values: Values, present: Values | undefined): void {
  if (present === undefined || hasTags(present, tagsOf(values))) return;
  throw invalid('Tags Reason: Topic already exists with different tags');
}

function checkSubscription(values: Values, aws: Aws): void {
  const protocol = textOf(values, 'protocol') ?? '';
  const endpoint = textOf(values, 'endpoint') ?? '';
  const topicRegion = textOf(values, 'topic_arn')?.split(':')[3];
  if (topicRegion !== aws.region)
    throw invalid(`TopicArn Reason: the topic is in ${topicRegion}, not in ${aws.region}`);
  if (protocol.startsWith('email') && !/^[^\s@]+@[^\s@]+$/.test(endpoint)) throw invalid('Email address');
  if (protocol.startsWith('http') && !endpoint.startsWith(`${protocol}://`)) {
    throw invalid('Endpoint must match the specified protocol');
  }
  if (['sqs', 'lambda', 'firehose', 'application'].includes(protocol) && !/^arn:[^:]+:[^:]+:/.test(endpoint)) {
    throw invalid(`${protocol.toUpperCase()} endpoint ARN`);
  }
  if (textOf(values, 'filter_policy_scope') !== undefined && textOf(values, 'filter_policy') === undefined) {
    throw invalid('filter_policy is required when filter_policy_scope is set');
  }
}

/** Whether somebody has to follow a link before messages are delivered. */
function needsConfirmation(values: Values): boolean {
  const protocol = textOf(values, 'protocol') ?? '';
  if (protocol.startsWith('http')) {
    return !isOn(values, 'endpoint_auto_confirms') || numberOf(values, 'confirmation_timeout_in_minutes') === 0;
  }
  return protocol.startsWith('email');
}

/** The policy that SNS gives a topic: its owner may do everything. */
function ownersPolicy(topic: string, aws: Aws): string {
  const actions = [
    'GetTopicAttributes',
    'SetTopicAttributes',
    'AddPermission',
    'RemovePermission',
    'DeleteTopic',
    'Subscribe',
    'ListSubscriptionsByTopic',
    'Publish',
  ];
  return JSON.stringify({
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: actions.map((action) => `SNS:${action}`),
        Resource: topic,
        Condition: { StringEquals: { 'AWS:SourceOwner': aws.account } },
      },
    ],
  });
}

function invalid(what: string): ApiError {
  return new ApiError('InvalidParameter', `Invalid parameter: ${what}`);
}
