import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { Construct } from 'constructs';
import { createValidationRecord } from './validation-record';

/** Inputs of a {@link HostValidation}. */
export interface HostValidationProps {
  /** Host name that all regions answer to, in lower case. */
  readonly sharedHostName: string;
  /** Hosted zone of the host name. */
  readonly zoneId: string;
}

/**
 * The one owner of the record by which ACM validates the shared host name, for the certificates of all regions.
 *
 * ACM tells the record only in answer to a certificate request. The certificate itself is attached to nothing and may
 * expire: the record stays valid, as it depends on the name and the account alone.
 */
export class HostValidation extends Construct {
  constructor(scope: Construct, id: string, props: HostValidationProps) {
    super(scope, id);

    const certificate = new AcmCertificate(this, 'certificate', {
      domainName: props.sharedHostName,
      validationMethod: 'DNS',
      tags: { Name: `${props.sharedHostName} (validation only)` },
      lifecycle: { createBeforeDestroy: true },
    });
    createValidationRecord(this, 'validation-record', {
      certificate,
      domainName: props.sharedHostName,
      zoneId: props.zoneId,
    });
  }
}
