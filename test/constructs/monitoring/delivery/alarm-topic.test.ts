import { AlarmTopic } from '../../../../constructs/monitoring/delivery/alarm-topic';
import { TerraformOutput } from '../../../../constructs/substrate/cdktf';
import { synthesize } from '../../../support/synthesize';

const kmsKeyArn = 'arn:aws:kms:us-east-1:111122223333:key/0f0e0d0c-0000-0000-0000-000000000000';

function topic() {
  return synthesize((stack) => {
    const built = new AlarmTopic(stack, 'alarms', {
      name: 'chat-alarms',
      accountId: '111122223333',
      kmsKeyArn,
      emails: ['oncall@example.com', 'lead@example.com'],
    });
    new TerraformOutput(stack, 'arn', { value: built.arn });
  });
}

// `terraform validate` runs on this construct in the test of RegionHealthCheck.
describe('AlarmTopic', () => {
  it('is encrypted with the given key', () => {
    expect(topic().resource('aws_sns_topic')).toMatchObject({ name: 'chat-alarms', kms_master_key_id: kmsKeyArn });
  });

  it('lets the alarms of its own account publish', () => {
    const policy = JSON.parse(String(topic().resource('aws_sns_topic_policy')['policy']));
    expect(policy.Statement[0]).toMatchObject({
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Action: 'sns:Publish',
      Condition: {
        StringEquals: { 'aws:SourceAccount': '111122223333' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:cloudwatch:*:111122223333:alarm:*' },
      },
    });
  });

  it('subscribes every address', () => {
    const subscriptions = Object.values(topic().resources('aws_sns_topic_subscription'));
    expect(subscriptions.map((s) => [s['protocol'], s['endpoint']]).sort()).toEqual([
      ['email', 'lead@example.com'],
      ['email', 'oncall@example.com'],
    ]);
  });

  it('gives its ARN to others only after its policy', () => {
    expect(topic().json['output']).toMatchObject({
      arn: { value: expect.stringMatching(/^\$\{aws_sns_topic_policy\..*\.arn\}$/) },
    });
  });
});
