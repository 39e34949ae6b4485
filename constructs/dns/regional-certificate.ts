import { AcmCertificate } from '@cdktf/provider-aws/lib/acm-certificate';
import { AcmCertificateValidation } from '@cdktf/provider-aws/lib/acm-certificate-validation';
import { Construct } from 'constructs';
import { createValidationRecord } from './validation-record';

/** Inputs of a {@link RegionalCertificate}. */
export interface RegionalCertificateProps {
  /** Host name of one region's endpoint, in lower case. */
  readonly regionalHostName: string;
  /** Host name that all regions answer to, in lower case; its validation record must exist (`HostValidation`). */
  readonly sharedHostName: string;
  /** Hosted zone of the regional host name. */
  readonly zoneId: string;
}

/**
 * The issued ACM certificate of one region, for its own host name and the shared one.
 *
 * Only the record for the regional name is created here. The one for the shared name is the same in every region and
 * has one owner, `HostValidation`; if it is missing, the wait for the certificate ends with an error after 30 minutes.
 */
export class RegionalCertificate extends Construct {
  /** ARN of the certificate. Who uses it waits until ACM has issued the certificate. */
  readonly certificateArn: string;

  constructor(scope: Construct, id: string, props: RegionalCertificateProps) {
    super(scope, id);

    const certificate = new AcmCertificate(this, 'certificate', {
      domainName: props.regionalHostName,
      subjectAlternativeNames: [props.sharedHostName],
      validationMethod: 'DNS',
      tags: { Name: props.regionalHostName },
      // A listener holds on to its certificate until it has the next one.
      lifecycle: { createBeforeDestroy: true },
    });
    const record = createValidationRecord(this, 'validation-record', {
      certificate,
      domainName: props.regionalHostName,
      zoneId: props.zoneId,
    });
    const validation = new AcmCertificateValidation(this, 'validation', {
      certificateArn: certificate.arn,
      timeouts: { create: '30m' },
      // In place of `validation_record_fqdns`, which must list the records of all names of the certificate.
      dependsOn: [record],
    });

    this.certificateArn = validation.certificateArn;
  }
}
