import { HostValidation } from '../../../constructs/dns/host-validation';
import { RegionalCertificate } from '../../../constructs/dns/regional-certificate';
import { TerraformOutput } from '../../../constructs/substrate/cdktf';
import { synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

function certificate() {
  return synthesize((stack) => {
    const built = new RegionalCertificate(stack, 'certificate', {
      regionalHostName: 'use1.chat.example.com',
      sharedHostName: 'chat.example.com',
      zoneId: 'Z123',
    });
    new TerraformOutput(stack, 'arn', { value: built.certificateArn });
  });
}

describe('RegionalCertificate', () => {
  it('covers the regional and the shared host name', () => {
    expect(certificate().resource('aws_acm_certificate')).toMatchObject({
      domain_name: 'use1.chat.example.com',
      subject_alternative_names: ['chat.example.com'],
      validation_method: 'DNS',
      lifecycle: { create_before_destroy: true },
    });
  });

  it('creates the validation record of the regional name only', () => {
    const result = certificate();
    const address = `aws_acm_certificate.${Object.keys(result.resources('aws_acm_certificate'))[0]}`;
    const option = (attribute: string) =>
      `\${one([for o in ${address}.domain_validation_options : o.${attribute} if o.domain_name == "use1.chat.example.com"])}`;
    expect(result.resource('aws_route53_record')).toMatchObject({
      zone_id: 'Z123',
      type: 'CNAME',
      name: option('resource_record_name'),
      records: [option('resource_record_value')],
      allow_overwrite: true,
    });
  });

  it('waits for the certificate without a list of records, and gives its ARN only then', () => {
    const result = certificate();
    const validation = result.resource('aws_acm_certificate_validation');
    expect(validation['validation_record_fqdns']).toBeUndefined();
    expect(validation['depends_on']).toEqual([expect.stringMatching(/^aws_route53_record\./)]);
    expect(result.json['output']).toMatchObject({
      arn: { value: expect.stringMatching(/^\$\{aws_acm_certificate_validation\..*\.certificate_arn\}$/) },
    });
  });

  itWithTerraform(
    'is accepted by Terraform, together with the validation of the shared host name',
    () => {
      const result = synthesize((stack) => {
        new HostValidation(stack, 'shared', { sharedHostName: 'chat.example.com', zoneId: 'Z123' });
        new RegionalCertificate(stack, 'regional', {
          regionalHostName: 'use1.chat.example.com',
          sharedHostName: 'chat.example.com',
          zoneId: 'Z123',
        });
      });
      expect(validateJson(result.json)).toEqual([]);
    },
    60_000,
  );
});
