import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { PodIdentityRole } from '../cluster/pod-identity-role';
import { policyDocument } from '../security/policy-document';
import { engineAccount, inferenceNamespace } from './served-service';

/** Inputs of an {@link EngineIdentity}. */
export interface EngineIdentityProps {
  /** EKS cluster whose pods get the role. */
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** Name of the service. */
  readonly service: string;
  /** Buckets of the region with its weights and adapters, and their prefixes without a slash at the end. */
  readonly weights: readonly { readonly bucketArn: string; readonly prefix: string }[];
  /** Key of the buckets. */
  readonly kmsKeyArn: string;
}

/**
 * Permissions of the pods of one service: they read the weights of its model, and nothing else.
 *
 * Source: Amazon S3 User Guide, "Required permissions for Amazon S3 API operations" and "Bucket policy examples"
 * (`s3:prefix`).
 */
export class EngineIdentity extends Construct {
  constructor(scope: Construct, id: string, props: EngineIdentityProps) {
    super(scope, id);
    const { clusterName, namePrefix, service, weights, kmsKeyArn } = props;
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, engineAccount(service)),
      clusterName,
      namespace: inferenceNamespace,
      serviceAccount: engineAccount(service),
      policies: {
        'read-weights': policyDocument([
          {
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: weights.map(({ bucketArn, prefix }) => `${bucketArn}/${prefix}/*`),
          },
          ...weights.map(({ bucketArn, prefix }) => ({
            Effect: 'Allow',
            Action: 's3:ListBucket',
            Resource: bucketArn,
            Condition: { StringLike: { 's3:prefix': [prefix, `${prefix}/*`] } },
          })),
          { Effect: 'Allow', Action: 'kms:Decrypt', Resource: kmsKeyArn },
        ]),
      },
    });
  }
}
