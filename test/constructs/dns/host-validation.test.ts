import { HostValidation } from '../../../constructs/dns/host-validation';
import { synthesize } from '../../support/synthesize';

// `terraform validate` runs on this construct in the test of RegionalCertificate.
describe('HostValidation', () => {
  it('requests a certificate for the shared host name and publishes its validation record', () => {
    const result = synthesize((stack) => {
      new HostValidation(stack, 'shared', { sharedHostName: 'chat.example.com', zoneId: 'Z123' });
    });
    expect(result.resource('aws_acm_certificate')).toMatchObject({
      domain_name: 'chat.example.com',
      validation_method: 'DNS',
    });
    expect(result.resource('aws_route53_record')).toMatchObject({
      zone_id: 'Z123',
      type: 'CNAME',
      name: expect.stringContaining('o.resource_record_name if o.domain_name == "chat.example.com"'),
    });
    expect(result.resources('aws_acm_certificate_validation')).toEqual({});
  });
});
