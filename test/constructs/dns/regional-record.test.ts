import { RegionalRecord } from '../../../constructs/dns/regional-record';
import { synthesize } from '../../support/synthesize';

// `terraform validate` runs on this construct in the test of FailoverRecords.
describe('RegionalRecord', () => {
  it('is an alias of the load balancer that shares its health', () => {
    const result = synthesize((stack) => {
      new RegionalRecord(stack, 'use1', {
        zoneId: 'Z123',
        hostName: 'use1.chat.example.com',
        loadBalancerDnsName: 'chat.elb.us-east-1.amazonaws.com',
        loadBalancerZoneId: 'Z26RNL4JYFTOTI',
      });
    });
    expect(result.resource('aws_route53_record')).toEqual({
      zone_id: 'Z123',
      name: 'use1.chat.example.com',
      type: 'A',
      alias: {
        name: 'chat.elb.us-east-1.amazonaws.com',
        zone_id: 'Z26RNL4JYFTOTI',
        evaluate_target_health: true,
      },
    });
  });
});
