import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { PodIdentityRole } from '../cluster/pod-identity-role';
import { policyDocument } from '../security/policy-document';
import { listBelow } from './training-identity';
import { trainingAccount, trainingNamespace } from './training-props';

/** Inputs of an {@link EvaluationIdentity}. */
export interface EvaluationIdentityProps {
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  readonly evaluation: string;
  /** The weights that it serves: bucket, and prefix with a slash at the end. @default none, it asks a service */
  readonly weights?: { readonly bucketArn: string; readonly prefix: string };
  /** Where its scores and verdicts go: bucket, and prefix with a slash at the end. */
  readonly scores: { readonly bucketArn: string; readonly prefix: string };
  /** Key of the buckets. */
  readonly kmsKeyArn: string;
}

/**
 * Permissions of one evaluation: it reads its weights, and reads and writes its scores, which a retry goes on from.
 *
 * Source: AWS CLI, `s3 sync`; Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
export class EvaluationIdentity extends Construct {
  constructor(scope: Construct, id: string, props: EvaluationIdentityProps) {
    super(scope, id);
    const { clusterName, namePrefix, evaluation, weights, scores, kmsKeyArn } = props;
    const reads = weights ? [weights] : [];
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, 'evaluate', evaluation),
      clusterName,
      namespace: trainingNamespace,
      serviceAccount: trainingAccount(evaluation),
      policies: {
        artifacts: policyDocument([
          ...reads.map(({ bucketArn, prefix }) => ({
            Effect: 'Allow',
            Action: 's3:GetObject',
            Resource: `${bucketArn}/${prefix}*`,
          })),
          {
            Effect: 'Allow',
            Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
            Resource: `${scores.bucketArn}/${scores.prefix}*`,
          },
          ...[...reads, scores].map(({ bucketArn, prefix }) => listBelow(bucketArn, [prefix])),
          { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: kmsKeyArn },
        ]),
      },
    });
  }
}
