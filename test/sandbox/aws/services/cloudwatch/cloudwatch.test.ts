import { simulatedAws } from '../../../../support/simulated-aws';

const keyPolicy = (...services: string[]) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' }, Action: 'kms:*', Resource: '*' },
      ...services.map((Service) => ({
        Effect: 'Allow',
        Principal: { Service },
        Action: 'kms:Encrypt*',
        Resource: '*',
      })),
    ],
  });

describe('log groups', () => {
  it('names a log group', async () => {
    expect(await simulatedAws().create('aws_cloudwatch_log_group', { name: '/aws/eks/chat/cluster' })).toMatchObject({
      id: '/aws/eks/chat/cluster',
      arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/eks/chat/cluster',
      log_group_class: 'STANDARD',
    });
  });

  it('has a name once in a region', async () => {
    const aws = simulatedAws();
    await aws.create('aws_cloudwatch_log_group', { name: 'a' });
    await expect(aws.create('aws_cloudwatch_log_group', { name: 'a' })).rejects.toThrow(
      /^ResourceAlreadyExistsException: /,
    );
    await aws.in('us-west-2').create('aws_cloudwatch_log_group', { name: 'a' });
  });

  it('keeps events for the times that CloudWatch knows', async () => {
    const aws = simulatedAws();
    await expect(aws.create('aws_cloudwatch_log_group', { name: 'a', retention_in_days: 366 })).rejects.toThrow(
      /^InvalidParameterException: .*365, 400.*got 366/,
    );
    const group = await aws.create('aws_cloudwatch_log_group', { name: 'a', retention_in_days: 365 });
    expect(await aws.update('aws_cloudwatch_log_group', group, { name: 'a', retention_in_days: 30 })).toMatchObject({
      retention_in_days: 30,
    });
  });

  it('refuses names with other characters', () => {
    const aws = simulatedAws();
    expect(aws.validate('aws_cloudwatch_log_group', { name: 'a b' })).toHaveLength(1);
    expect(aws.validate('aws_cloudwatch_log_group', { name: '/aws/x.y-z_#' })).toEqual([]);
  });

  it('is encrypted by a key of the region whose policy names CloudWatch Logs', async () => {
    const aws = simulatedAws();
    const west = aws.in('us-west-2');
    const key = await aws.create('aws_kms_key', { policy: keyPolicy('logs.us-east-1.amazonaws.com') });
    const closed = await aws.create('aws_kms_key', { policy: keyPolicy() });
    const elsewhere = await west.create('aws_kms_key', { policy: keyPolicy('logs.us-east-1.amazonaws.com') });

    const encrypt = (arn: unknown) => aws.create('aws_cloudwatch_log_group', { name: 'a', kms_key_id: String(arn) });
    await expect(encrypt('arn:aws:kms:us-east-1:123456789012:key/none')).rejects.toThrow(
      /^InvalidParameterException: /,
    );
    await expect(encrypt(closed['arn'])).rejects.toThrow(/^AccessDeniedException: .*log-group:a/);
    await expect(encrypt(elsewhere['arn'])).rejects.toThrow(/^AccessDeniedException: /);
    expect(await encrypt(key['arn'])).toMatchObject({ id: 'a' });
  });

  it('is replaced for another name', async () => {
    const aws = simulatedAws();
    const group = await aws.create('aws_cloudwatch_log_group', { name: 'a' });
    expect(aws.replacedBy('aws_cloudwatch_log_group', group, { name: 'b' })).toEqual(['name']);
  });
});

describe('alarms', () => {
  const alarm = {
    alarm_name: 'unhealthy',
    comparison_operator: 'LessThanThreshold',
    evaluation_periods: 1,
    metric_name: 'HealthCheckStatus',
    namespace: 'AWS/Route53',
    period: 60,
    statistic: 'Minimum',
    threshold: 1,
  };

  it('names an alarm, and puts a second one of the name in its place', async () => {
    const aws = simulatedAws();
    await aws.create('aws_cloudwatch_metric_alarm', alarm);
    const second = await aws.create('aws_cloudwatch_metric_alarm', { ...alarm, threshold: 2 });
    expect(second).toMatchObject({
      id: 'unhealthy',
      arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:unhealthy',
      threshold: 2,
    });
    expect(aws.objects()).toHaveLength(1);
  });

  it.each<[string, RegExp, object]>([
    ['a topic of another region', /Invalid region/, { alarm_actions: ['arn:aws:sns:us-west-2:123456789012:a'] }],
    ['more data points than periods', /DatapointsToAlarm/, { datapoints_to_alarm: 2 }],
    ['a period of 90 seconds', /multiple of 60/, { period: 90 }],
    ['more than a day', /at most 86400/, { evaluation_periods: 1441 }],
    ['no statistic', /statistic/, { statistic: null }],
  ])('refuses %s', async (_name, message, change) => {
    const creation = simulatedAws().create('aws_cloudwatch_metric_alarm', { ...alarm, ...change });
    await expect(creation).rejects.toThrow(/^ValidationError: /);
    await expect(creation).rejects.toThrow(message);
  });

  it('refuses what the provider refuses without asking CloudWatch', () => {
    const aws = simulatedAws();
    const complain = (change: object) => aws.validate('aws_cloudwatch_metric_alarm', { ...alarm, ...change });
    expect(complain({})).toEqual([]);
    expect(complain({ comparison_operator: '<' })).toHaveLength(1);
    expect(complain({ evaluation_periods: 0 })).toHaveLength(1);
    expect(complain({ ok_actions: ['topic'] })).toHaveLength(1);
    expect(complain({ namespace: 'AWS:Route53' })).toHaveLength(1);
  });
});
