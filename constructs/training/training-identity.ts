import { Construct } from 'constructs';
import { boundedName } from '../../catalog/name-limits';
import { PodIdentityRole } from '../cluster/pod-identity-role';
import { policyDocument } from '../security/policy-document';
import { bucketArn } from '../storage/bucket-baseline';
import { trainingAccount, trainingNamespace } from './training-props';

/** Inputs of a {@link TrainingIdentity}. */
export interface TrainingIdentityProps extends ArtifactAccess {
  /** EKS cluster whose pods get the role. */
  readonly clusterName: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** Name of the job. */
  readonly job: string;
  /** Objects of others that it trains on. */
  readonly datasets: readonly { readonly bucket: string; readonly key: string }[];
  /** Stores of the region that sends runs here: those work with the stores that they were submitted with. @default none */
  readonly sentFrom?: ArtifactAccess;
}

/** What a job reads and writes in the stores of a region. */
export interface ArtifactAccess {
  /** Where the weights that it reads are: buckets, and prefixes with a slash at the end. */
  readonly weights: readonly { readonly bucketArn: string; readonly prefix: string }[];
  /** Where its checkpoints, results and scores go: bucket, and prefixes of the job with a slash at the end. */
  readonly checkpoints: {
    readonly bucketArn: string;
    readonly runPrefix: string;
    readonly finalPrefix: string;
    readonly evaluationPrefix: string;
  };
  /** Where it registers revisions: bucket, and prefix of the job with a slash at the end. */
  readonly trained: { readonly bucketArn: string; readonly prefix: string };
  /** Key of the buckets. */
  readonly kmsKeyArn: string;
}

/**
 * Permissions of one training job: it reads its weights and its data, writes its checkpoints and results, registers
 * revisions, and deletes nothing but its own intermediate checkpoints.
 *
 * Source: AWS CLI, `s3 sync` and `s3 rm`; Amazon S3 User Guide, "Required permissions for Amazon S3 API operations".
 */
export class TrainingIdentity extends Construct {
  constructor(scope: Construct, id: string, props: TrainingIdentityProps) {
    super(scope, id);
    const { clusterName, namePrefix, job, datasets, sentFrom } = props;
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, 'train', job),
      clusterName,
      namespace: trainingNamespace,
      serviceAccount: trainingAccount(job),
      policies: {
        artifacts: artifactPolicy(props),
        ...(sentFrom && { 'artifacts-of-sender': artifactPolicy(sentFrom) }),
        ...(datasets.length > 0 && {
          datasets: policyDocument([
            {
              Effect: 'Allow',
              Action: 's3:GetObject',
              Resource: datasets.map(({ bucket, key }) => `${bucketArn(bucket)}/${key}`),
            },
          ]),
        }),
      },
    });
  }
}

function artifactPolicy({ weights, checkpoints, trained, kmsKeyArn }: ArtifactAccess): object {
  const scores = `${checkpoints.bucketArn}/${checkpoints.evaluationPrefix}*`;
  const runs = `${checkpoints.bucketArn}/${checkpoints.runPrefix}*`;
  const finals = `${checkpoints.bucketArn}/${checkpoints.finalPrefix}*`;
  return policyDocument([
    {
      Effect: 'Allow',
      Action: 's3:GetObject',
      Resource: weights.map(({ bucketArn, prefix }) => `${bucketArn}/${prefix}*`),
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:AbortMultipartUpload'],
      Resource: [runs, finals, scores, `${trained.bucketArn}/${trained.prefix}*`],
    },
    { Effect: 'Allow', Action: 's3:DeleteObject', Resource: runs },
    ...weights.map(({ bucketArn, prefix }) => listBelow(bucketArn, [prefix])),
    listBelow(checkpoints.bucketArn, [checkpoints.runPrefix, checkpoints.finalPrefix, checkpoints.evaluationPrefix]),
    listBelow(trained.bucketArn, [trained.prefix]),
    { Effect: 'Allow', Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: kmsKeyArn },
  ]);
}

/** Lets a role list what lies below prefixes of a bucket, as `s3 sync` and `s3 ls` do. */
export function listBelow(bucketArn: string, prefixes: readonly string[]): object {
  return {
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: bucketArn,
    Condition: { StringLike: { 's3:prefix': prefixes.map((prefix) => `${prefix}*`) } },
  };
}
