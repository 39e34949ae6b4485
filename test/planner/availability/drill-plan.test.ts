import { planDrill } from '../../../planner/availability/drill-plan';
import type { Fault } from '../../../planner/availability/fault';
import { environmentOf } from '../../support/spec';

const planOf = (fault: Fault) => planDrill(environmentOf(), fault);

const chat = { service: 'chat', region: 'us-east-1' } as const;

describe('a drill in the real environment', () => {
  test.each([
    [{ kind: 'region', region: 'us-east-1' }, ['aws:network:disrupt-connectivity']],
    [{ kind: 'zone', zone: 'use1-az1' }, ['aws:network:disrupt-connectivity', 'aws:network:disrupt-connectivity']],
    [{ kind: 'node', ...chat }, ['aws:ec2:terminate-instances']],
    [{ kind: 'process', ...chat }, ['aws:eks:pod-delete']],
    [{ kind: 'service', ...chat }, ['aws:eks:pod-network-blackhole-port']],
    [{ kind: 'gpu', ...chat }, []],
  ] as const)('of %j uses the actions %j', (fault, actions) => {
    const { experiment } = planOf(fault);
    const used = Object.values(experiment?.template.actions ?? {}).map(
      (action) => (action as { actionId: string }).actionId,
    );
    expect(used).toEqual(actions);
  });

  it('leads every action to a target of the template', () => {
    for (const fault of [
      { kind: 'region', region: 'us-east-1' },
      { kind: 'zone', zone: 'use1-az1' },
      { kind: 'process', ...chat },
    ] as const) {
      const { template } = planOf(fault).experiment ?? {};
      const named = Object.values(template?.actions ?? {}).flatMap((action) =>
        Object.values((action as { targets: Record<string, string> }).targets),
      );
      expect(named.sort()).toEqual(Object.keys(template?.targets ?? {}).sort());
    }
  });

  it('drains a region first, through the switch in another region', () => {
    const [drain] = planOf({ kind: 'region', region: 'us-east-1' }).steps;
    expect(drain?.command).toBe(
      'aws cloudwatch put-metric-data --region us-west-2 --namespace Ninefold/chat-prod --metric-name Drained --dimensions Region=us-east-1 --value 1',
    );
  });

  it('expects the alert and the end at the times of the proof', () => {
    const { expected } = planOf({ kind: 'region', region: 'us-east-1' });
    expect(expected[0]).toMatchObject({ worst: 9.5, what: 'the alert is sent' });
    expect(expected.at(-1)).toMatchObject({ typical: 70, worst: 161 });
  });
});
