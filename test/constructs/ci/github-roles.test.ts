import { GithubRoles } from '../../../constructs/ci/github-roles';
import { synthesize } from '../../support/synthesize';

const stack = (locks?: { bucket: string; prefix: string }, repository = 'acme/environments') =>
  synthesize((scope) => {
    new GithubRoles(scope, 'github', {
      accountId: '123456789012',
      repository,
      branch: 'main',
      environment: 'production',
      planRole: 'chat-prod-ci-plan',
      applyRole: 'chat-prod-ci-apply',
      ...(locks && { locks }),
    });
  });

const subjectsOf = (role: Record<string, unknown> | undefined) =>
  JSON.parse(String(role?.['assume_role_policy'])).Statement[0].Condition.StringEquals[
    'token.actions.githubusercontent.com:sub'
  ];

it('lets pull requests and the branch plan, and only the environment apply', () => {
  const roles = Object.values(stack().resources('aws_iam_role'));
  const byName = new Map(roles.map((role) => [role['name'], role]));
  expect(subjectsOf(byName.get('chat-prod-ci-plan'))).toEqual([
    'repo:acme/environments:pull_request',
    'repo:acme/environments:ref:refs/heads/main',
  ]);
  expect(subjectsOf(byName.get('chat-prod-ci-apply'))).toEqual(['repo:acme/environments:environment:production']);
});

it('names a repository with immutable subject claims as its tokens do', () => {
  const roles = Object.values(stack(undefined, 'acme@123456/environments@456789').resources('aws_iam_role'));
  expect(roles.map(subjectsOf)).toEqual([
    ['repo:acme@123456/environments@456789:pull_request', 'repo:acme@123456/environments@456789:ref:refs/heads/main'],
    ['repo:acme@123456/environments@456789:environment:production'],
  ]);
});

it('gives plans reading alone, and the locks of the state', () => {
  const { resources, resource } = stack({ bucket: 'acme-state', prefix: 'chat/prod/' });
  expect(Object.values(resources('aws_iam_role_policy_attachment')).map((each) => each['policy_arn'])).toEqual([
    'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'arn:aws:iam::aws:policy/AdministratorAccess',
  ]);
  expect(JSON.parse(String(resource('aws_iam_role_policy')['policy'])).Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['s3:PutObject', 's3:DeleteObject'],
      Resource: 'arn:aws:s3:::acme-state/chat/prod/*.tflock',
    },
  ]);
});
