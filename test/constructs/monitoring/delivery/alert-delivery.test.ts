import { AlertMail } from '../../../../constructs/monitoring/delivery/alert-mail';
import { AlertmanagerIdentity } from '../../../../constructs/monitoring/delivery/alertmanager-identity';
import { Heartbeat } from '../../../../constructs/monitoring/delivery/heartbeat';
import { synthesize } from '../../../support/synthesize';

describe('alerts by e-mail', () => {
  const stack = synthesize((scope) => {
    new AlertMail(scope, 'mail', {
      name: 'chat-use1-alerts',
      kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
      readers: [
        { address: 'oncall@example.com', severities: ['page'] },
        { address: 'team@example.com', severities: ['ticket'] },
        { address: 'oncall@example.com', severities: ['ticket'] },
      ],
    });
  });

  it('are encrypted, and come by TLS only', () => {
    expect(stack.resource('aws_sns_topic')).toMatchObject({
      name: 'chat-use1-alerts',
      kms_master_key_id: 'arn:aws:kms:us-east-1:111122223333:key/k',
    });
    const { Statement } = JSON.parse(String(stack.resource('aws_sns_topic_policy')['policy']));
    expect(Statement).toMatchObject([{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }]);
  });

  it('reach each address once, with what it wants', () => {
    const subscriptions = Object.values(stack.resources('aws_sns_topic_subscription'));
    expect(subscriptions.map(({ endpoint, filter_policy }) => [endpoint, filter_policy])).toEqual([
      ['oncall@example.com', '{"severity":["page","ticket"]}'],
      ['team@example.com', '{"severity":["ticket"]}'],
    ]);
  });
});

describe('the heartbeat', () => {
  const stack = synthesize((scope) => {
    new Heartbeat(scope, 'heartbeat', {
      topicName: 'chat-usw2-heartbeat',
      keyName: 'chat-usw2-heartbeat',
      clusterName: 'chat-usw2',
      sends: 'us-west-2',
      hears: 'us-east-1',
      accountId: '111122223333',
      silenceSeconds: 300,
      emails: ['oncall@example.com'],
    });
  });

  it('has a topic with the names that its sender knows', () => {
    const topics = Object.values(stack.resources('aws_sns_topic')).map(({ name }) => name);
    expect(topics.sort()).toEqual(['chat-usw2-heartbeat', 'chat-usw2-silence']);
    expect(stack.resource('aws_kms_alias')['name']).toBe('alias/chat-usw2-heartbeat');
  });

  it('has fallen silent when no message has come for five minutes, or no metric either', () => {
    expect(stack.resource('aws_cloudwatch_metric_alarm')).toMatchObject({
      namespace: 'AWS/SNS',
      metric_name: 'NumberOfMessagesPublished',
      dimensions: { TopicName: expect.stringMatching(/aws_sns_topic\.heartbeat_topic_.*\.name/) },
      statistic: 'Sum',
      comparison_operator: 'LessThanThreshold',
      threshold: 1,
      period: 60,
      evaluation_periods: 5,
      treat_missing_data: 'breaching',
    });
  });

  it('tells people of silence and of its end', () => {
    const { alarm_actions, ok_actions } = stack.resource('aws_cloudwatch_metric_alarm');
    expect(alarm_actions).toEqual([expect.stringContaining('heartbeat_silence')]);
    expect(ok_actions).toEqual(alarm_actions);
    expect(stack.resource('aws_sns_topic_subscription')).toMatchObject({ endpoint: 'oncall@example.com' });
  });
});

describe('the pods of Alertmanager', () => {
  const stack = synthesize((scope) => {
    new AlertmanagerIdentity(scope, 'identity', {
      clusterName: 'chat-use1',
      namePrefix: 'chat-use1',
      accountId: '111122223333',
      topics: {
        mail: { topicArn: 'arn:aws:sns:us-east-1:111122223333:mail', region: 'us-east-1', key: { arn: 'key-arn' } },
        heartbeat: {
          topicArn: 'arn:aws:sns:us-west-2:111122223333:beat',
          region: 'us-west-2',
          key: { alias: 'alias/beat' },
        },
      },
    });
  });

  it('may publish to their topics, use their keys through SNS, and do nothing else', () => {
    expect(stack.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'monitoring',
      service_account: 'alertmanager',
    });
    const named = (name: string) =>
      Object.values(stack.resources('aws_iam_role_policy')).filter((policy) => policy['name'] === name);
    const policies = [...named('publish-heartbeat'), ...named('publish-mail')];
    const statements = policies.flatMap(({ policy }) => JSON.parse(String(policy)).Statement);
    expect(statements).toEqual([
      { Effect: 'Allow', Action: 'sns:Publish', Resource: 'arn:aws:sns:us-west-2:111122223333:beat' },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: 'arn:aws:kms:us-west-2:111122223333:key/*',
        Condition: {
          StringEquals: { 'kms:ViaService': 'sns.us-west-2.amazonaws.com' },
          'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/beat' },
        },
      },
      { Effect: 'Allow', Action: 'sns:Publish', Resource: 'arn:aws:sns:us-east-1:111122223333:mail' },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: 'key-arn',
        Condition: { StringEquals: { 'kms:ViaService': 'sns.us-east-1.amazonaws.com' } },
      },
    ]);
  });
});
