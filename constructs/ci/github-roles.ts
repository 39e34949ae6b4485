import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import { policyDocument } from '../security/policy-document';
import { bucketArn } from '../storage/bucket-baseline';

/** Inputs of {@link GithubRoles}. */
export interface GithubRolesProps {
  /** Account of the roles: its id, or a reference to it. */
  readonly accountId: string;
  /** As the repository's tokens name it: `owner/name`, or `owner@id/name@id` with immutable subject claims. */
  readonly repository: string;
  /** Branch whose workflows may plan, beside pull requests. */
  readonly branch: string;
  /** Environment of the repository whose jobs may apply. */
  readonly environment: string;
  /** Name of the role that reads. */
  readonly planRole: string;
  /** Name of the role that may do everything. */
  readonly applyRole: string;
  /** Where plans lock the state; absent if it is in files. */
  readonly locks?: { readonly bucket: string; readonly prefix: string };
}

const issuer = 'token.actions.githubusercontent.com';

/**
 * Roles that GitHub Actions take with their identity token, without any stored key: one that reads, for plans of pull
 * requests and of the main branch, and one that may do everything, for jobs that an environment of the repository has
 * let through. The account's identity provider for GitHub must be there: an account has only one of it.
 *
 * Source: GitHub Docs, "Configuring OpenID Connect in Amazon Web Services" and "OpenID Connect reference" (`sub`: of a
 * job in an environment only that, of a pull request `pull_request`, otherwise the branch); GitHub changelog of
 * 2026-04-23, "Immutable subject claims for GitHub Actions OIDC tokens" (ids in `sub`); as of 2026-11.
 */
export class GithubRoles extends Construct {
  constructor(scope: Construct, id: string, props: GithubRolesProps) {
    super(scope, id);
    const { repository, branch, environment } = props;
    const plan = new IamRole(this, 'plan', {
      name: props.planRole,
      description: `Plans of ${repository}`,
      assumeRolePolicy: trust(props.accountId, [
        `repo:${repository}:pull_request`,
        `repo:${repository}:ref:refs/heads/${branch}`,
      ]),
    });
    new IamRolePolicyAttachment(this, 'read', { role: plan.name, policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' });
    if (props.locks) {
      const { bucket, prefix } = props.locks;
      new IamRolePolicy(this, 'lock', {
        role: plan.name,
        name: 'lock-state',
        policy: JSON.stringify(
          policyDocument([
            {
              Effect: 'Allow',
              Action: ['s3:PutObject', 's3:DeleteObject'],
              Resource: `${bucketArn(bucket)}/${prefix}*.tflock`,
            },
          ]),
        ),
      });
    }
    const apply = new IamRole(this, 'apply', {
      name: props.applyRole,
      description: `Deployments of ${repository} that its environment ${environment} lets through`,
      assumeRolePolicy: trust(props.accountId, [`repo:${repository}:environment:${environment}`]),
      // A deployment of several regions takes longer than the hour that a session lasts by default.
      maxSessionDuration: 4 * 3600,
    });
    // It makes roles and keys, and could give itself any permission that it lacked.
    new IamRolePolicyAttachment(this, 'administer', {
      role: apply.name,
      policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    });
  }
}

function trust(accountId: string, subjects: readonly string[]): string {
  return JSON.stringify(
    policyDocument([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: `arn:aws:iam::${accountId}:oidc-provider/${issuer}` },
        Condition: {
          StringEquals: { [`${issuer}:aud`]: 'sts.amazonaws.com', [`${issuer}:sub`]: subjects },
        },
      },
    ]),
  );
}
