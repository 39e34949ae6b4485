import { Construct } from 'constructs';
import { charts } from '../../../catalog/charts';
import { boundedName } from '../../../catalog/name-limits';
import { PodIdentityRole } from '../../cluster/pod-identity-role';
import { policyDocument } from '../../security/policy-document';

/** Service account of its pods. */
export const secretReaderAccount = 'external-secrets';

/** Inputs of a {@link SecretReaderIdentity}. */
export interface SecretReaderIdentityProps {
  readonly clusterName: string;
  readonly region: string;
  readonly accountId: string;
  /** Start of the role's name; unique in the account. */
  readonly namePrefix: string;
  /** Names of the secrets in the region's Secrets Manager; at least one. */
  readonly secretNames: readonly string[];
}

/**
 * Permissions of External Secrets: it reads the secrets that the project names, and no others. Secrets Manager adds six
 * characters to a name in its ARN.
 *
 * The pods run as `external-secrets/external-secrets`.
 * Source: External Secrets documentation, "AWS Secrets Manager", IAM policy; AWS Secrets Manager User Guide, "Permissions
 * policy examples".
 */
export class SecretReaderIdentity extends Construct {
  constructor(scope: Construct, id: string, props: SecretReaderIdentityProps) {
    super(scope, id);
    const { clusterName, region, accountId, namePrefix, secretNames } = props;
    new PodIdentityRole(this, 'role', {
      roleName: boundedName('iam-role', namePrefix, 'external-secrets'),
      clusterName,
      namespace: charts['external-secrets'].namespace,
      serviceAccount: secretReaderAccount,
      policies: {
        'read-secrets': policyDocument([
          {
            Effect: 'Allow',
            Action: ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'],
            Resource: secretNames.map((name) => `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-??????`),
          },
        ]),
      },
    });
  }
}
