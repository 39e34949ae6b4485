import { heartbeatClocks } from '../../../planner/environment/monitoring-plan';
import { resolveHeartbeats } from '../../../planner/resolve/heartbeats';

describe('the heartbeats of regions', () => {
  const heard = (...regions: string[]) =>
    resolveHeartbeats(regions.map((region) => ({ region, name: `chat-${region}` }))).map(({ heardIn }) => heardIn);

  it('are heard in the first region of the project, and its own in the second', () => {
    expect(heard('us-east-1', 'us-west-2')).toEqual(['us-west-2', 'us-east-1']);
    expect(heard('us-east-1', 'us-west-2', 'eu-west-1')).toEqual(['us-west-2', 'us-east-1', 'us-east-1']);
  });

  it.each([
    ['us-east-1', 'us-east-2'],
    ['us-east-2', 'us-east-1'],
    ['eu-south-1', 'eu-central-1'],
    ['ap-southeast-4', 'ap-northeast-1'],
    ['sa-east-1', 'us-east-1'],
    ['moon-base-1', 'us-east-1'],
  ])('of the only region %s are heard in %s', (region, heardIn) => {
    expect(heard(region)).toEqual([heardIn]);
  });

  it('have names of the cluster, which is what the sender knows them by', () => {
    expect(resolveHeartbeats([{ region: 'us-east-1', name: 'chat-prod-use1' }])).toMatchObject([
      { topic: 'chat-prod-use1-heartbeat', key: 'chat-prod-use1-heartbeat' },
    ]);
  });

  it('may be lost twice before somebody is told of silence', () => {
    const { repeat, check, silence } = heartbeatClocks;
    expect(silence.seconds).toBeGreaterThan(3 * (repeat.seconds + check.seconds));
    expect(silence.seconds % 60).toBe(0);
  });
});
