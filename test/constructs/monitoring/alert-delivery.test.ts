import { AlertMail } from '../../../constructs/monitoring/alert-mail';
import { AlertmanagerIdentity } from '../../../constructs/monitoring/alertmanager-identity';
import { Heartbeat } from '../../../constructs/monitoring/heartbeat';
import { HeartbeatAlarm } from '../../../constructs/monitoring/heartbeat-alarm';
import { addAwsProvider } from '../../../constructs/substrate/aws-provider';
import { synthesize } from '../../support/synthesize';

const stack = synthesize((scope) => {
  const mail = new AlertMail(scope, 'mail', {
    name: 'chat-use1-alerts',
    kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k',
    readers: [
      { address: 'oncall@example.com', severities: ['page'] },
      { address: 'team@example.com', severities: ['ticket'] },
      { address: 'oncall@example.com', severities: ['ticket'] },
    ],
  });
  const provider = addAwsProvider(scope, { region: 'us-west-2', tags: {}, alias: 'us-west-2' });
  const heartbeat = new Heartbeat(scope, 'heartbeat', {
    namePrefix: 'chat-use1',
    accountId: '111122223333',
    region: 'us-west-2',
    provider,
    emails: ['oncall@example.com'],
  });
  new AlertmanagerIdentity(scope, 'identity', {
    clusterName: 'chat-use1',
    namePrefix: 'chat-use1',
    topics: {
      mail: { topicArn: mail.topicArn, kmsKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/k', region: 'us-east-1' },
      heartbeat: { topicArn: heartbeat.topicArn, kmsKeyArn: heartbeat.kmsKeyArn, region: 'us-west-2' },
    },
  });
  new HeartbeatAlarm(scope, 'alarm', {
    clusterName: 'chat-use1',
    sends: 'us-east-1',
    topicName: heartbeat.topicName,
    silenceTopicArn: heartbeat.silenceTopicArn,
    silenceSeconds: 300,
    provider,
    dependsOn: [],
  });
});

const all = (type: string) => Object.values(stack.resources(type));

describe('alerts by e-mail', () => {
  it('are encrypted, and reach each address with what it wants', () => {
    expect(all('aws_sns_topic').find(({ name }) => name === 'chat-use1-alerts')).toMatchObject({
      kms_master_key_id: 'arn:aws:kms:us-east-1:111122223333:key/k',
    });
    const filtered = all('aws_sns_topic_subscription').filter((entry) => entry['filter_policy'] !== undefined);
    expect(filtered.map(({ endpoint, filter_policy }) => [endpoint, filter_policy])).toEqual([
      ['oncall@example.com', '{"severity":["page","ticket"]}'],
      ['team@example.com', '{"severity":["ticket"]}'],
    ]);
  });
});

describe('the heartbeat', () => {
  it('is heard in another region, with its key', () => {
    const elsewhere = [
      ...all('aws_sns_topic').filter(({ name }) => name !== 'chat-use1-alerts'),
      ...all('aws_kms_key'),
      ...all('aws_kms_alias'),
      ...all('aws_cloudwatch_metric_alarm'),
    ];
    expect(elsewhere).toHaveLength(5);
    for (const resource of elsewhere) expect(resource['provider']).toBe('aws.us-west-2');
  });

  it('has fallen silent when no message has come for five minutes, or no metric either', () => {
    expect(stack.resource('aws_cloudwatch_metric_alarm')).toMatchObject({
      namespace: 'AWS/SNS',
      metric_name: 'NumberOfMessagesPublished',
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
    const unfiltered = all('aws_sns_topic_subscription').filter((entry) => entry['filter_policy'] === undefined);
    expect(unfiltered.map(({ endpoint, provider }) => [endpoint, provider])).toEqual([
      ['oncall@example.com', 'aws.us-west-2'],
    ]);
  });
});

describe('the pods of Alertmanager', () => {
  it('may publish to their two topics, use their keys through SNS, and do nothing else', () => {
    expect(stack.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'monitoring',
      service_account: 'alertmanager',
    });
    const statements = all('aws_iam_role_policy').flatMap(({ policy }) => JSON.parse(String(policy)).Statement);
    expect(statements.map(({ Action, Condition }) => [Action, Condition?.StringEquals?.['kms:ViaService']])).toEqual([
      ['sns:Publish', undefined],
      [['kms:Decrypt', 'kms:GenerateDataKey*'], 'sns.us-east-1.amazonaws.com'],
      ['sns:Publish', undefined],
      [['kms:Decrypt', 'kms:GenerateDataKey*'], 'sns.us-west-2.amazonaws.com'],
    ]);
    for (const { Resource } of statements) expect(Resource).not.toContain('*');
  });
});
