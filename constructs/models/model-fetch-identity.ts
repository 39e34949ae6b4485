import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { PodIdentityRole } from '../cluster/pod-identity-role';
import { policyDocument } from '../security/policy-document';
import { bucketArn } from '../storage/bucket-baseline';
import { fetchAccount, modelsNamespace } from './fetch-account';

/** Inputs of a {@link ModelFetchIdentity}. */
export interface ModelFetchIdentityProps {
  /** EKS cluster whose pods get the role. */
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** Bucket of the region that weights go to. */
  readonly bucketArn: string;
  /** Prefix of all models in it, such as `models/`. */
  readonly prefix: string;
  /** Key of the bucket. */
  readonly kmsKeyArn: string;
  /** Buckets of others that weights come from, with their prefixes; an empty prefix is the whole bucket. */
  readonly sources: readonly { readonly bucket: string; readonly prefix: string }[];
}

/**
 * Permissions of the jobs that fetch weights: they read what models come from, and write below the prefix of models. They
 * cannot delete anything.
 *
 * Source: AWS CLI, `s3 sync`; Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
export class ModelFetchIdentity extends Construct {
  constructor(scope: Construct, id: string, props: ModelFetchIdentityProps) {
    super(scope, id);
    const { clusterName, namePrefix, prefix, kmsKeyArn, sources } = props;
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, 'fetch-models'),
      clusterName,
      namespace: modelsNamespace,
      serviceAccount: fetchAccount,
      policies: {
        'write-models': policyDocument([
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
            Resource: `${props.bucketArn}/${prefix}*`,
          },
          { Effect: 'Allow', Action: 's3:ListBucket', Resource: props.bucketArn },
          { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: kmsKeyArn },
        ]),
        ...(sources.length > 0 && {
          'read-sources': policyDocument([
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: sources.map(({ bucket, prefix: path }) => `${bucketArn(bucket)}/${path && `${path}/`}*`),
            },
            {
              Effect: 'Allow',
              Action: 's3:ListBucket',
              Resource: [...new Set(sources.map(({ bucket }) => bucketArn(bucket)))],
            },
          ]),
        }),
      },
    });
  }
}
