import { createHash, randomUUID } from 'node:crypto';
import { forceNew } from '../../../catalog/replacements/force-new';
import { ApiError } from '../../cloud/api-error';
import { blocksOf, textOf, textsAt } from '../../protocol/paths';
import type { Values } from '../../protocol/value';
import { arn } from '../checks';
import type { Aws, Check, ResourceModel } from '../resource-model';

const withoutPeriod = {
  matches: (name: string) => !name.endsWith('.'),
  expected: 'a name without a period at its end',
};

const certificateChecks: readonly Check[] = [
  { path: 'domain_name', ...withoutPeriod },
  { path: 'subject_alternative_names', ...withoutPeriod },
  { path: 'subject_alternative_names', length: [1, 253] },
  { path: 'validation_method', oneOf: ['EMAIL', 'DNS', 'HTTP'] },
  {
    path: 'key_algorithm',
    oneOf: ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1', 'EC_secp384r1', 'EC_secp521r1'],
  },
  { path: 'options.certificate_transparency_logging_preference', oneOf: ['ENABLED', 'DISABLED'] },
  { path: 'options.export', oneOf: ['ENABLED', 'DISABLED'] },
  { path: 'certificate_authority_arn', ...arn },
];

/** Certificates, and the wait until they are issued. */
export const acmModels: Readonly<Record<string, ResourceModel>> = {
  aws_acm_certificate: {
    replacedBy: forceNew.aws_acm_certificate,
    checks: certificateChecks,
    inUse: 'ResourceInUseException',
    create(values, aws) {
      refuseNames(values);
      const certificateArn = aws.arn('acm', `certificate/${randomUUID()}`);
      const type = typeOf(values);
      return {
        id: certificateArn,
        arn: certificateArn,
        type,
        status: type === 'AMAZON_ISSUED' ? 'PENDING_VALIDATION' : 'ISSUED',
        domain_name: textOf(values, 'domain_name') ?? '',
        subject_alternative_names: textsAt(values, 'domain_name'),
        key_algorithm: 'RSA_2048',
        validation_method: null,
        domain_validation_options: textOf(values, 'validation_method') === 'DNS' ? validationOptions(values, aws) : [],
        validation_emails:
          textOf(values, 'validation_method') === 'EMAIL'
            ? namesOf(values).map((name) => `admin@${name.replace('*.', '')}`)
            : [],
        not_after: '',
        not_before: '',
        pending_renewal: false,
        renewal_eligibility: 'INELIGIBLE',
        renewal_summary: [],
        options: blocksOf(values, 'options').map((options) => ({ ...options, export: 'DISABLED' })),
      };
    },
  },

  aws_acm_certificate_validation: {
    replacedBy: forceNew.aws_acm_certificate_validation,
    references: [
      {
        path: 'certificate_arn',
        type: 'aws_acm_certificate',
        by: 'arn',
        missing: 'ResourceNotFoundException',
        onDelete: 'cascade',
      },
    ],
    create(values, aws) {
      const certificateArn = textOf(values, 'certificate_arn') ?? '';
      const certificate = aws.find('aws_acm_certificate', certificateArn);
      if (certificate === undefined) {
        throw new ApiError('ResourceNotFoundException', `Could not find certificate ${certificateArn}`);
      }
      refuseWaiting(values, certificate, aws);
      return { id: issuedAt(aws) };
    },
  },
};

/**
 * Whether every name of a certificate has been proven by a record in a zone of this account. Once issued, it stays so
 * without the records, until it is to be renewed.
 */
export function isIssued(certificate: Values, aws: Aws): boolean {
  return (
    typeOf(certificate) !== 'AMAZON_ISSUED' ||
    aws.list('aws_acm_certificate_validation').some((wait) => wait['certificate_arn'] === certificate['arn']) ||
    missingRecords(certificate, aws).length === 0
  );
}

function typeOf(certificate: Values): string {
  if (textOf(certificate, 'private_key') !== undefined) return 'IMPORTED';
  return textOf(certificate, 'certificate_authority_arn') === undefined ? 'AMAZON_ISSUED' : 'PRIVATE';
}

function namesOf(certificate: Values): string[] {
  return [...new Set([...textsAt(certificate, 'domain_name'), ...textsAt(certificate, 'subject_alternative_names')])];
}

/** Source: ACM API Reference, "RequestCertificate", `DomainName`. */
const domainName = /^(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])$/;

function refuseNames(values: Values): void {
  const first = textOf(values, 'domain_name');
  if (first === undefined) return;
  if (typeOf(values) === 'AMAZON_ISSUED' && textOf(values, 'validation_method') === undefined) {
    throw new ApiError(
      'ValidationException',
      '`certificate_authority_arn` or `validation_method` must be set when creating an ACM certificate',
    );
  }
  for (const name of namesOf(values)) {
    if (name.length <= 253 && domainName.test(name)) continue;
    const parameter = name === first ? 'domainName' : 'subjectAlternativeNames';
    throw new ApiError(
      'ValidationException',
      `1 validation error detected: Value '${name}' at '${parameter}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${domainName.source}`,
    );
  }
  if (first.length > 64) {
    throw new ApiError('ValidationException', `The first domain name can be no longer than 64 characters: ${first}`);
  }
}

/**
 * The records that prove who owns the names. They depend on account and name only, so that certificates of the same
 * name in several regions share them; a wildcard shares the record of the name below it.
 */
function validationOptions(values: Values, aws: Aws): Values[] {
  return namesOf(values).map((name) => {
    const owned = name.replace(/^\*\./, '');
    const hash = createHash('sha256').update(`${aws.account} ${owned}`).digest('hex');
    const letters = hash.replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit))).slice(0, 10);
    return {
      domain_name: name,
      resource_record_name: `_${hash.slice(0, 32)}.${owned}.`,
      resource_record_type: 'CNAME',
      resource_record_value: `_${hash.slice(32)}.${letters}.acm-validations.aws.`,
    };
  });
}

function missingRecords(certificate: Values, aws: Aws): string[] {
  const records = aws.list('aws_route53_record');
  const normal = (name: string | undefined) => (name ?? '').replace(/\.$/, '').toLowerCase();
  return blocksOf(certificate, 'domain_validation_options').flatMap((option) => {
    const name = normal(textOf(option, 'resource_record_name'));
    const value = normal(textOf(option, 'resource_record_value'));
    const isThere = records.some(
      (record) =>
        normal(textOf(record, 'fqdn')) === name &&
        textOf(record, 'type') === 'CNAME' &&
        textsAt(record, 'records').some((text) => normal(text) === value),
    );
    return isThere ? [] : [name];
  });
}

function refuseWaiting(values: Values, certificate: Values, aws: Aws): void {
  const certificateArn = textOf(certificate, 'arn');
  const type = typeOf(certificate);
  if (type !== 'AMAZON_ISSUED') {
    throw new ApiError(
      'InvalidStateException',
      `ACM Certificate (${certificateArn}) has type ${type}, no validation necessary`,
    );
  }
  const named = textsAt(values, 'validation_record_fqdns').map((name) => name.replace(/\.$/, ''));
  for (const option of named.length === 0 ? [] : blocksOf(certificate, 'domain_validation_options')) {
    const record = (textOf(option, 'resource_record_name') ?? '').replace(/\.$/, '');
    if (named.includes(record)) continue;
    throw new ApiError(
      'InvalidStateException',
      `missing ${textOf(option, 'domain_name')} DNS validation record: ${record}`,
    );
  }
  const missing = missingRecords(certificate, aws);
  if (missing.length === 0 && textOf(certificate, 'validation_method') === 'DNS') return;
  const wait = textOf(values, 'timeouts.create') ?? '75m';
  throw new ApiError(
    'PENDING_VALIDATION',
    `waiting for ACM Certificate (${certificateArn}) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: ${wait}); no CNAME record found at ${missing.join(', ') || 'any name'}`,
  );
}

/** When the wait ended, in Go's words and to the nanosecond, so that no two validations are the same. */
function issuedAt(aws: Aws): string {
  const [date = '', time = ''] = new Date().toISOString().replace('Z', '').split('T');
  const micros = String(Number.parseInt(aws.newId('t').slice(-6), 16) % 1_000_000).padStart(6, '0');
  return `${date} ${time}${micros} +0000 UTC`;
}
