import { forceNew } from '../../../../catalog/replacements/force-new';
import { ApiError } from '../../../cloud/api-error';
import { isOn, textOf, textsAt } from '../../../protocol/paths';
import type { Values } from '../../../protocol/value';
import { chosenName } from '../../chosen-name';
import type { Aws, Reference, ResourceModel } from '../../resource-model';

/**
 * Route 53 zones of the website endpoints, by region.
 * Source: AWS General Reference, "Amazon S3 endpoints and quotas", as of 2026-11.
 */
const websiteZones: Readonly<Record<string, string>> = {
  'af-south-1': 'Z83WF9RJE8B12',
  'ap-east-1': 'ZNB98KWMFR0R6',
  'ap-northeast-1': 'Z2M4EHUR26P7ZW',
  'ap-northeast-2': 'Z3W03O7B5YMIYP',
  'ap-northeast-3': 'Z2YQB5RD63NC85',
  'ap-south-1': 'Z11RGJOFQNVJUP',
  'ap-south-2': 'Z02976202B4EZMXIPMXF7',
  'ap-southeast-1': 'Z3O0J2DXBE1FTB',
  'ap-southeast-2': 'Z1WCIGYICN2BYD',
  'ap-southeast-3': 'Z01846753K324LI26A3VV',
  'ap-southeast-4': 'Z0312387243XT5FE14WFO',
  'ca-central-1': 'Z1QDHH18159H29',
  'ca-west-1': 'Z03565811Z33SLEZTHOUL',
  'eu-central-1': 'Z21DNDUVLTQW6Q',
  'eu-central-2': 'Z030506016YDQGETNASS',
  'eu-north-1': 'Z3BAZG2TWCNX0D',
  'eu-south-1': 'Z30OZKI7KPW7MI',
  'eu-south-2': 'Z0081959F7139GRJC19J',
  'eu-west-1': 'Z1BKCTXD74EZPE',
  'eu-west-2': 'Z3GKZC51ZF0DB4',
  'eu-west-3': 'Z3R1K369G5AVDG',
  'il-central-1': 'Z09640613K4A3MN55U7GU',
  'me-central-1': 'Z06143092I8HRXZRUZROF',
  'me-south-1': 'Z1MPMWCPA7YB62',
  'sa-east-1': 'Z7KQH4QJS55SO',
  'us-east-1': 'Z3AQBSTGFYJSTF',
  'us-east-2': 'Z2O1EMRO9K5GLX',
  'us-west-1': 'Z2F56UZL2M1ACD',
  'us-west-2': 'Z3BJ6K6RIION7M',
};

/** Buckets. A stored bucket may carry `objects`, the number of objects in it, which no attribute shows. */
export const s3BucketModels: Readonly<Record<string, ResourceModel>> = {
  aws_s3_bucket: {
    replacedBy: forceNew.aws_s3_bucket,
    checks: [
      { path: 'bucket', length: [0, 63] },
      { path: 'bucket_prefix', length: [0, 37] },
    ],
    unique: { of: (values) => textOf(values, 'bucket'), within: 'global', taken: 'BucketAlreadyOwnedByYou' },
    create(values, aws) {
      const bucket = chosenName(values, aws, 'bucket');
      if (!isBucketName(bucket)) {
        throw new ApiError('InvalidBucketName', `The specified bucket is not valid: ${bucket}`);
      }
      const taken = aws.findByArn(bucketArn(bucket));
      if (taken) throw alreadyExists(bucket, taken.region, aws);
      return {
        id: bucket,
        arn: bucketArn(bucket),
        bucket,
        bucket_prefix: null,
        bucket_domain_name: `${bucket}.s3.amazonaws.com`,
        bucket_regional_domain_name: `${bucket}.s3.${aws.region}.amazonaws.com`,
        bucket_region: aws.region,
        hosted_zone_id: websiteZones[aws.region] ?? '',
        object_lock_enabled: false,
        request_payer: 'BucketOwner',
        acceleration_status: null,
        acl: null,
        policy: null,
        website_domain: null,
        website_endpoint: null,
      };
    },
    remove(values) {
      const objects = values['objects'];
      if (typeof objects !== 'number' || objects === 0 || isOn(values, 'force_destroy')) return;
      throw new ApiError(
        'BucketNotEmpty',
        `The bucket you tried to delete is not empty: ${textOf(values, 'bucket')} holds ${objects} objects`,
      );
    },
  },
};

/** The bucket that a setting is for: it must be in the region whose API is called. */
export const bucketReference: Reference = {
  path: 'bucket',
  type: 'aws_s3_bucket',
  missing: 'NoSuchBucket',
  onDelete: 'cascade',
};

/** Settings are put: a second one replaces the first, and Terraform imports them by the bucket's name. */
export const byBucket = { attributes: ['bucket'], separator: '' } as const;

/** How the provider names a setting: by the bucket, and by the expected owner if there is one. */
export function settingId(values: Values): string {
  return [textOf(values, 'bucket'), textOf(values, 'expected_bucket_owner')].filter(Boolean).join(',');
}

export function bucketArn(bucket: string): string {
  return `arn:aws:s3:::${bucket}`;
}

/**
 * Where a bucket that an ARN or a name means really is; S3 and the account may have it in another region.
 */
export function regionOfBucket(aws: Aws, bucket: string): string | undefined {
  const found = aws.findByArn(bucket.startsWith('arn:') ? bucket : bucketArn(bucket));
  return found?.type === 'aws_s3_bucket' ? found.region : undefined;
}

/** The state of versioning: Enabled, Suspended, or nothing for a bucket that never was versioned. */
export function versioningOf(aws: Aws, bucket: string): string | undefined {
  const settings = aws.list('aws_s3_bucket_versioning').find((values) => textOf(values, 'bucket') === bucket);
  return settings && textsAt(settings, 'versioning_configuration.status')[0];
}

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules", as of 2026-11. */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+(\.\d+){3}$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

/**
 * S3 in us-east-1 lets an account create its own bucket again; the provider looks first there and uses the code for
 * buckets of others.
 */
function alreadyExists(bucket: string, region: string, aws: Aws): ApiError {
  return aws.region === 'us-east-1'
    ? new ApiError('BucketAlreadyExists', `The requested bucket name is not available: ${bucket}`)
    : new ApiError(
        'BucketAlreadyOwnedByYou',
        `Your previous request to create the named bucket succeeded and you already own it: ${bucket} in ${region}`,
      );
}
