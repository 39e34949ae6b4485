import { simulatedAws } from '../../../support/simulated-aws';

const topicArn = 'arn:aws:sns:us-east-1:123456789012:failover';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Resource: topicArn,
    },
  ],
});

async function withTopic() {
  const aws = simulatedAws();
  const topic = await aws.create('aws_sns_topic', { name: 'failover' });
  const subscribe = (protocol: string, endpoint: string, change: object = {}) =>
    aws.create('aws_sns_topic_subscription', { topic_arn: topicArn, protocol, endpoint, ...change });
  return { aws, topic, subscribe };
}

it('gives a topic its ARN and the policy of its owner', async () => {
  const { topic } = await withTopic();
  expect(topic).toMatchObject({ id: topicArn, arn: topicArn, owner: '123456789012' });
  expect(JSON.parse(String(topic['policy']))).toMatchObject({ Statement: [{ Resource: topicArn }] });
});

it('returns a topic that exists when it is created again', async () => {
  const { aws, topic } = await withTopic();
  expect(await aws.create('aws_sns_topic', { name: 'failover' })).toMatchObject({ arn: topic['arn'] });
  expect(aws.objects()).toHaveLength(1);
});

it('does not return a topic whose tags are others', async () => {
  const { aws } = await withTopic();
  const again = (tags: Record<string, string>) => aws.create('aws_sns_topic', { name: 'alarms', tags });
  await again({ project: 'chat', team: 'a' });
  await again({ project: 'chat' });
  await expect(again({ project: 'other' })).rejects.toThrow(
    'InvalidParameter: Invalid parameter: Tags Reason: Topic already exists with different tags',
  );
});

it('ends the names of FIFO topics in .fifo, and only those', async () => {
  const aws = simulatedAws();
  await expect(aws.create('aws_sns_topic', { name: 'a.fifo' })).rejects.toThrow(/^InvalidParameter: /);
  await expect(aws.create('aws_sns_topic', { name: 'a', fifo_topic: true })).rejects.toThrow(/^InvalidParameter: /);
  await aws.create('aws_sns_topic', { name: 'a.fifo', fifo_topic: true });
  expect(await aws.create('aws_sns_topic', { fifo_topic: true })).toMatchObject({
    name: expect.stringMatching(/^terraform-.*\.fifo$/),
  });
});

it('replaces a topic for another name or kind', async () => {
  const { aws, topic } = await withTopic();
  expect(aws.replacedBy('aws_sns_topic', topic, { name: 'b' })).toEqual(['name']);
  expect(aws.replacedBy('aws_sns_topic', topic, { name: 'failover', fifo_topic: true })).toEqual(['fifo_topic']);
  expect(aws.replacedBy('aws_sns_topic', topic, { name: 'failover', display_name: 'x' })).toEqual([]);
});

it('puts a policy on a topic that is there', async () => {
  const { aws } = await withTopic();
  const put = await aws.create('aws_sns_topic_policy', { arn: topicArn, policy });
  expect(put).toMatchObject({ id: topicArn, owner: '123456789012' });
  expect(aws.replacedBy('aws_sns_topic_policy', put, { arn: `${topicArn}2`, policy })).toEqual(['arn']);
  await expect(aws.create('aws_sns_topic_policy', { arn: `${topicArn}2`, policy })).rejects.toThrow(/^NotFound: /);
});

it('asks people before it writes to them', async () => {
  const { aws, subscribe } = await withTopic();
  const { arn: queue } = await aws.create('aws_sqs_queue', { name: 'q' });
  expect(await subscribe('email', 'a@example.com')).toMatchObject({
    arn: expect.stringContaining(`${topicArn}:`),
    pending_confirmation: true,
  });
  expect(await subscribe('sqs', String(queue))).toMatchObject({ pending_confirmation: false });
});

it.each<[string, string, object]>([
  ['email', 'nobody', {}],
  ['https', 'http://example.com', {}],
  ['sqs', 'https://sqs.us-east-1.amazonaws.com/123456789012/q', {}],
  ['email', 'a@example.com', { filter_policy_scope: 'MessageBody' }],
])('refuses a subscription by %s of %s %j', async (protocol, endpoint, change) => {
  const { subscribe } = await withTopic();
  await expect(subscribe(protocol, endpoint, change)).rejects.toThrow(/^InvalidParameter: /);
});

it('refuses a subscription to a topic that is not there', async () => {
  const { subscribe } = await withTopic();
  await expect(subscribe('email', 'a@example.com', { topic_arn: `${topicArn}2` })).rejects.toThrow(/^NotFound: /);
});

it('replaces a subscription for another endpoint', async () => {
  const { aws, subscribe } = await withTopic();
  const subscription = await subscribe('email', 'a@example.com');
  const config = { topic_arn: topicArn, protocol: 'email', endpoint: 'b@example.com' };
  expect(aws.replacedBy('aws_sns_topic_subscription', subscription, config)).toEqual(['endpoint']);
});

it('refuses what the provider refuses without asking SNS', () => {
  const aws = simulatedAws();
  expect(aws.validate('aws_sns_topic', { name: 'a', tracing_config: 'On' })).toHaveLength(1);
  expect(aws.validate('aws_sns_topic_subscription', { topic_arn: 'a', protocol: 'fax', endpoint: 'b' })).toHaveLength(
    2,
  );
});
