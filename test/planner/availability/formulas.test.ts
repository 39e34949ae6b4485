import { kOfN, pool, regionsAvailability, regionsUnavailability, serial } from '../../../planner/availability/formulas';
import { simulateRegions, simulateReplicas } from '../../support/monte-carlo';

const [elb, ec2, eks] = [0.9999, 0.995, 0.9995];
const yearMinutes = 525_600;

describe('availability formulas', () => {
  it('multiply what a request passes', () => {
    expect(serial(elb, ec2)).toBeCloseTo(0.9949005, 12);
    expect((1 - serial(elb, ec2)) * yearMinutes).toBeCloseTo(2680.2972, 4);
  });

  it('let one of two replicas suffice', () => {
    const availability = serial(elb, kOfN(1, 2, ec2));
    expect(availability).toBeCloseTo(0.9998750025, 12);
    expect((1 - availability) * yearMinutes).toBeCloseTo(65.698686, 5);
  });

  it('let two of three zones suffice', () => {
    const availability = serial(elb, kOfN(2, 3, ec2));
    expect(availability).toBeCloseTo(0.999825257475, 12);
    expect((1 - availability) * yearMinutes).toBeCloseTo(91.844671, 5);
  });

  it('let a standby region take over within 3.8 minutes', () => {
    const region = serial(elb, pool(2, 3, ec2, 0.1), eks);
    const availability = regionsAvailability(
      {
        regions: [
          { down: 1 - region, share: 1 },
          { down: 1 - region, share: 0 },
        ],
        needed: 1,
        commonCause: 0,
        missedFailovers: 0,
        outageSeconds: 3600,
        failoverSeconds: 228,
      },
      1,
    );
    expect(availability).toBeCloseTo(0.999925177808, 10);
    expect((1 - availability) * yearMinutes).toBeCloseTo(39.3265, 3);
  });

  it('give a single region the whole of its downtime', () => {
    const model = { needed: 1, commonCause: 0, missedFailovers: 0.5, outageSeconds: 3600, failoverSeconds: 60 };
    expect(regionsAvailability({ ...model, regions: [{ down: 0.001, share: 1 }] }, 1)).toBeCloseTo(0.999, 12);
  });

  it('count outages that end before a failover as they are, also those of no length', () => {
    const regions = [{ down: 0.001, share: 1 }];
    const model = { regions: [...regions, ...regions], needed: 1, commonCause: 0, missedFailovers: 0.5 };
    for (const outageSeconds of [0, 60]) {
      expect(regionsUnavailability({ ...model, outageSeconds, failoverSeconds: 60 })).toMatchObject({
        switching: 0.002,
        missed: 0,
      });
    }
  });

  it('count a common cause for all replicas at once', () => {
    expect(pool(1, 3, 0.99, 1)).toBeCloseTo(0.99, 12);
    expect(pool(1, 3, 0.99, 0)).toBeCloseTo(1 - 1e-6, 12);
  });
});

const within5Percent = (simulated: number, formula: number) =>
  expect(Math.abs(simulated / formula - 1)).toBeLessThan(0.05);

describe('a simulation of more than ten million hours agrees within 5 %', () => {
  test.each([
    { needed: 1, count: 2, commonCause: 0.1, hours: 1.2e7 },
    { needed: 2, count: 3, commonCause: 0.1, hours: 1.2e7 },
    { needed: 2, count: 4, commonCause: 0.02, hours: 6e7 },
    { needed: 3, count: 3, commonCause: 0, hours: 1.2e7 },
  ])('on $needed of $count replicas with a common cause of $commonCause', ({ needed, count, commonCause, hours }) => {
    const down = 0.005;
    const simulated = simulateReplicas({ needed, count, down, commonCause, outageHours: 1, hours, seed: 7 });
    within5Percent(simulated, 1 - pool(needed, count, 1 - down, commonCause));
  });

  test.each([
    { name: 'active-passive', shares: [1, 0], needed: 1, failoverSeconds: 161, missed: 0.05, commonCause: 0.02 },
    { name: 'two active regions', shares: [0.5, 0.5], needed: 1, failoverSeconds: 126, missed: 0, commonCause: 0 },
    {
      name: 'three active regions',
      shares: [0.4, 0.3, 0.3],
      needed: 2,
      failoverSeconds: 121,
      missed: 0.1,
      commonCause: 0.05,
    },
    {
      name: 'three regions, all needed',
      shares: [0.4, 0.3, 0.3],
      needed: 3,
      failoverSeconds: 121,
      missed: 0,
      commonCause: 0,
    },
  ])('on $name', ({ shares, needed, failoverSeconds, missed, commonCause }) => {
    const down = 0.001;
    const simulated = simulateRegions({
      shares,
      needed,
      down,
      commonCause,
      missed,
      failoverHours: failoverSeconds / 3600,
      outageHours: 1,
      hours: 3e7,
      seed: 11,
    });
    const formula = regionsAvailability(
      {
        regions: shares.map((share) => ({ share, down })),
        needed,
        commonCause,
        missedFailovers: missed,
        outageSeconds: 3600,
        failoverSeconds,
      },
      1,
    );
    within5Percent(simulated, 1 - formula);
  });
});
