import { simulatedAws } from '../../../support/simulated-aws';

const policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
  ],
});

it('gives a queue its URL and ARN', async () => {
  const aws = simulatedAws();
  expect(await aws.create('aws_sqs_queue', { name: 'interruptions' })).toMatchObject({
    id: 'https://sqs.us-east-1.amazonaws.com/123456789012/interruptions',
    url: 'https://sqs.us-east-1.amazonaws.com/123456789012/interruptions',
    arn: 'arn:aws:sqs:us-east-1:123456789012:interruptions',
    sqs_managed_sse_enabled: true,
  });
});

it('does not encrypt with its own key beside another', async () => {
  expect(await simulatedAws().create('aws_sqs_queue', { name: 'a', kms_master_key_id: 'alias/aws/sqs' })).toMatchObject(
    { sqs_managed_sse_enabled: false },
  );
});

it('has a name once in a region', async () => {
  const aws = simulatedAws();
  await aws.create('aws_sqs_queue', { name: 'a' });
  await expect(aws.create('aws_sqs_queue', { name: 'a' })).rejects.toThrow(/^QueueAlreadyExists: /);
  await aws.in('us-west-2').create('aws_sqs_queue', { name: 'a' });
});

it.each([{ name: 'a b' }, { name: 'a.fifo' }, { name: 'a', fifo_queue: true }, { name: 'a'.repeat(81) }])(
  'refuses the name of %j',
  async (config) => {
    await expect(simulatedAws().create('aws_sqs_queue', config)).rejects.toThrow(/^InvalidParameterValue: /);
  },
);

it('refuses a dead-letter queue that is not there, or of another kind', async () => {
  const aws = simulatedAws();
  const redrive = (name: string) => ({
    name: 'a',
    redrive_policy: JSON.stringify({
      deadLetterTargetArn: `arn:aws:sqs:us-east-1:123456789012:${name}`,
      maxReceiveCount: 3,
    }),
  });
  await expect(aws.create('aws_sqs_queue', redrive('dead'))).rejects.toThrow(/^InvalidParameterValue: .*not exist/);
  await aws.create('aws_sqs_queue', { name: 'dead.fifo', fifo_queue: true });
  await expect(aws.create('aws_sqs_queue', redrive('dead.fifo'))).rejects.toThrow(/^InvalidParameterValue: .*type/);
  await aws.create('aws_sqs_queue', { name: 'dead' });
  await aws.create('aws_sqs_queue', redrive('dead'));
});

it('puts a policy on a queue that is there', async () => {
  const aws = simulatedAws();
  const { url } = await aws.create('aws_sqs_queue', { name: 'a' });
  const put = await aws.create('aws_sqs_queue_policy', { queue_url: String(url), policy });
  expect(put['id']).toBe(url);
  expect(aws.replacedBy('aws_sqs_queue_policy', put, { queue_url: 'https://other', policy })).toEqual(['queue_url']);
  await expect(aws.create('aws_sqs_queue_policy', { queue_url: `${String(url)}2`, policy })).rejects.toThrow(
    /^AWS\.SimpleQueueService\.NonExistentQueue: /,
  );
});

it('replaces a queue for another name or kind', async () => {
  const aws = simulatedAws();
  const queue = await aws.create('aws_sqs_queue', { name: 'a' });
  expect(aws.replacedBy('aws_sqs_queue', queue, { name: 'b' })).toEqual(['name']);
  expect(aws.replacedBy('aws_sqs_queue', queue, { name: 'a', delay_seconds: 5 })).toEqual([]);
});

it('refuses what the provider refuses without asking SQS', () => {
  const aws = simulatedAws();
  const complain = (config: object) => aws.validate('aws_sqs_queue', { name: 'a', ...config });
  expect(complain({ message_retention_seconds: 300 })).toEqual([]);
  expect(complain({ message_retention_seconds: 59 })).toHaveLength(1);
  expect(complain({ delay_seconds: 901 })).toHaveLength(1);
  expect(complain({ deduplication_scope: 'topic' })).toHaveLength(1);
});
