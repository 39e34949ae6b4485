import type { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { Route53Record } from '@cdktf/provider-aws/lib/route53-record';
import type { Construct } from 'constructs';

/**
 * Creates the CNAME record by which ACM sees that one name of a certificate is ours.
 *
 * ACM derives name and value of the record from the domain name and the account alone, so all certificates for a name,
 * in all regions, share one record (AWS Certificate Manager User Guide, "DNS validation", as of 2026-11). That is why an
 * existing record, left by an earlier certificate, may be overwritten: it says the same.
 */
export function createValidationRecord(
  scope: Construct,
  id: string,
  { certificate, domainName, zoneId }: { certificate: AcmCertificate; domainName: string; zoneId: string },
): Route53Record {
  return new Route53Record(scope, id, {
    zoneId,
    name: validationOption(certificate, domainName, 'resource_record_name'),
    type: 'CNAME',
    records: [validationOption(certificate, domainName, 'resource_record_value')],
    ttl: 300,
    allowOverwrite: true,
  });
}

/**
 * Terraform expression for what ACM asks to be published for one name. `domain_validation_options` is a set, which has
 * no indices, and cdktf has no filter for one.
 */
function validationOption(certificate: AcmCertificate, domainName: string, attribute: string): string {
  const options = `${certificate.terraformResourceType}.${certificate.friendlyUniqueId}.domain_validation_options`;
  return `\${one([for o in ${options} : o.${attribute} if o.domain_name == "${domainName}"])}`;
}
