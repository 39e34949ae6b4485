import { simulatedAws } from '../../../support/simulated-aws';

const event_pattern = '{"source":["aws.ec2"]}';

async function withRule() {
  const aws = simulatedAws();
  const rule = await aws.create('aws_cloudwatch_event_rule', { name: 'spot', event_pattern });
  const queue = await aws.create('aws_sqs_queue', { name: 'interruptions' });
  const target = (change: object = {}) =>
    aws.create('aws_cloudwatch_event_target', { rule: 'spot', arn: String(queue['arn']), ...change });
  return { aws, rule, target };
}

it('names a rule by its bus', async () => {
  const { aws, rule } = await withRule();
  expect(rule).toMatchObject({ id: 'spot', arn: 'arn:aws:events:us-east-1:123456789012:rule/spot' });
  expect(
    await aws.create('aws_cloudwatch_event_rule', { name: 'spot', event_bus_name: 'own', event_pattern }),
  ).toMatchObject({ id: 'own/spot', arn: 'arn:aws:events:us-east-1:123456789012:rule/own/spot' });
});

it.each<[string, RegExp, object]>([
  ['a pattern of plain texts', /^InvalidEventPatternException: /, { event_pattern: '{"source":"aws.ec2"}' }],
  ['an empty pattern', /^InvalidEventPatternException: /, { event_pattern: '{}' }],
  ['a schedule in the wrong number', /^ValidationException: /, { schedule_expression: 'rate(1 days)' }],
  ['neither a pattern nor a schedule', /^ValidationException: /, {}],
])('refuses %s', async (_name, message, trigger) => {
  await expect(simulatedAws().create('aws_cloudwatch_event_rule', { name: 'a', ...trigger })).rejects.toThrow(message);
});

it('runs on schedules', async () => {
  const aws = simulatedAws();
  for (const schedule_expression of ['rate(5 minutes)', 'cron(0 12 * * ? *)']) {
    await aws.create('aws_cloudwatch_event_rule', { name: 'a', schedule_expression });
  }
});

it('sends events of a rule that is there', async () => {
  const { aws, target } = await withRule();
  expect(await target({ target_id: 'queue' })).toMatchObject({ id: 'spot-queue' });
  expect(await target()).toMatchObject({ target_id: expect.stringMatching(/^terraform-/) });
  await expect(target({ rule: 'none' })).rejects.toThrow(/^ResourceNotFoundException: /);
  expect(await aws.importObject('aws_cloudwatch_event_target', 'spot/queue')).toMatchObject({ id: 'spot-queue' });
});

it('sends the events of one rule to five targets at most', async () => {
  const { target } = await withRule();
  for (const target_id of ['a', 'b', 'c', 'd', 'e']) await target({ target_id });
  await expect(target({ target_id: 'f' })).rejects.toThrow(/^LimitExceededException: /);
});

it('keeps a rule that has targets', async () => {
  const { aws, rule, target } = await withRule();
  const sent = await target();
  await expect(aws.destroy('aws_cloudwatch_event_rule', rule)).rejects.toThrow(/^ValidationException: /);
  await aws.destroy('aws_cloudwatch_event_target', sent);
  await aws.destroy('aws_cloudwatch_event_rule', rule);
});

it('replaces a rule for another name, and a target for another rule', async () => {
  const { aws, rule, target } = await withRule();
  const sent = await target({ target_id: 'queue' });
  expect(aws.replacedBy('aws_cloudwatch_event_rule', rule, { name: 'other', event_pattern })).toEqual(['name']);
  expect(aws.replacedBy('aws_cloudwatch_event_target', sent, { ...sent, rule: 'other' })).toEqual(['rule']);
  expect(aws.replacedBy('aws_cloudwatch_event_target', sent, { ...sent, input: '{}' })).toEqual([]);
});

it('refuses what the provider refuses without asking EventBridge', () => {
  const aws = simulatedAws();
  expect(aws.validate('aws_cloudwatch_event_rule', { name: 'a b', event_pattern: 'none' })).toHaveLength(2);
  expect(aws.validate('aws_cloudwatch_event_rule', { name: 'a', event_pattern, state: 'ON' })).toHaveLength(1);
  expect(aws.validate('aws_cloudwatch_event_target', { rule: 'a', arn: 'queue' })).toHaveLength(1);
});
