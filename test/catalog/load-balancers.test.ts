import { networkLoadBalancer, targetGroup, tlsPolicy } from '../../catalog/load-balancers';

describe('load balancers', () => {
  it('have the quotas of a new account', () => {
    expect(networkLoadBalancer).toEqual({
      listeners: 50,
      certificates: 25,
      crossZoneTargets: 500,
      targetsPerZone: 500,
      targets: 3000,
    });
  });

  it('bound what a target group takes', () => {
    expect(targetGroup).toEqual({
      targets: 1000,
      deregistrationDelaySeconds: { min: 0, max: 3600, default: 300 },
      healthCheck: {
        intervalSeconds: { min: 5, max: 300 },
        timeoutSeconds: { min: 2, max: 120 },
        threshold: { min: 2, max: 10 },
        matcher: { min: 200, max: 599 },
      },
    });
  });

  it('speak TLS 1.2 and 1.3', () => {
    expect(tlsPolicy).toBe('ELBSecurityPolicy-TLS13-1-2-2021-06');
  });
});
