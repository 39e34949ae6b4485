import { missingPrincipals, policyComplaints } from '../../../../sandbox/aws/policies/policy-document';
import { isAllowed } from '../../../../sandbox/aws/policies/policy-statements';

const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::models/*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'eks.amazonaws.com' } };

const text = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const identity = (...statements: object[]) =>
  policyComplaints(text(...statements), { kind: 'identity', longest: 6144 });
const trusts = (...statements: object[]) => policyComplaints(text(...statements), { kind: 'trust', longest: 2048 });
const resource = (...statements: object[]) =>
  policyComplaints(text(...statements), { kind: 'resource', longest: 32_768 });

describe('policyComplaints', () => {
  it('accepts documents that the services accept', () => {
    expect(identity(statement)).toEqual([]);
    expect(
      identity({
        Sid: 'Everything1',
        Effect: 'Deny',
        NotAction: ['iam:*', 'sts:Get*'],
        NotResource: ['*', 'arn:aws:ec2:us-east-1:*:subnet/*', 'arn:aws:iam::aws:policy/*'],
        Condition: {
          'ForAnyValue:StringLikeIfExists': { 'aws:RequestTag/karpenter.sh/nodepool': ['*', 'a'] },
          Bool: { 'aws:SecureTransport': false },
          NumericLessThan: { 's3:max-keys': '10' },
          IpAddress: { 'aws:SourceIp': ['10.0.0.0/8', '2001:db8::/32'] },
          DateGreaterThan: { 'aws:CurrentTime': '2027-01-01T00:00:00Z' },
          Null: { 'aws:TokenIssueTime': true },
        },
      }),
    ).toEqual([]);
    expect(trusts(trust)).toEqual([]);
    expect(trusts({ ...trust, Principal: { AWS: ['123456789012', 'arn:aws:iam::123456789012:root'] } })).toEqual([]);
    expect(resource({ ...statement, Sid: 'With blanks', Principal: '*' })).toEqual([]);
  });

  it('accepts one statement without a list and no version', () => {
    expect(policyComplaints(JSON.stringify({ Statement: statement }), { kind: 'identity', longest: 6144 })).toEqual([]);
  });

  it.each([
    ['no JSON', '{"Version": ', /Syntax errors in policy/],
    ['a list', '[]', /Syntax errors in policy/],
    ['an invented version', JSON.stringify({ Version: '2020-01-01', Statement: statement }), /valid version string/],
    ['an unknown element', JSON.stringify({ Statement: statement, Statements: [] }), /no element Statements/],
    ['no statements', JSON.stringify({ Version: '2012-10-17', Statement: [] }), /no Statement/],
  ])('refuses %s', (_what, document, complaint) => {
    expect(policyComplaints(document, { kind: 'identity', longest: 6144 })).toEqual([expect.stringMatching(complaint)]);
  });

  it.each([
    ['a misspelt effect', { Effect: 'allow' }, /Invalid effect: "allow"/],
    ['an action without its service', { Action: 'GetObject' }, /must be prefaced by a vendor.*GetObject/],
    ['an action with a blank', { Action: 's3: GetObject' }, /s3: GetObject is no action/],
    ['no actions', { Action: [] }, /actions are texts/],
    ['both kinds of action', { NotAction: 's3:*' }, /both Action and NotAction/],
    ['a resource that is no ARN', { Resource: 'models/*' }, /models\/\* must be in ARN format or "\*"/],
    ['an unknown partition', { Resource: 'arn:amazon:s3:::models' }, /Partition "amazon" is not valid/],
    ['a region in an ARN of IAM', { Resource: 'arn:aws:iam:us-east-1:123456789012:role/a' }, /region information/],
    ['an account without 12 digits', { Resource: 'arn:aws:sqs:us-east-1:12345:queue' }, /12 digits/],
    ['a statement id with a hyphen', { Sid: 'read-models' }, /must be alpha-numeric/],
    ['a principal', { Principal: '*' }, /should not specify a principal/],
    ['an unknown condition', { Condition: { StringEqual: { 'aws:a': 'b' } } }, /Invalid Condition type : StringEqual/],
    [
      'a condition key without its service',
      { Condition: { Bool: { SecureTransport: 'true' } } },
      /prefaced by a vendor/,
    ],
    ['a condition value of the wrong type', { Condition: { Bool: { 'aws:a': 'yes' } } }, /Invalid value yes/],
    ['an unknown element', { Resources: '*' }, /no element Resources/],
  ])('refuses %s in a statement', (_what, change, complaint) => {
    expect(identity({ ...statement, ...change })).toEqual([expect.stringMatching(complaint)]);
  });

  it('refuses statements without effect, actions or resources', () => {
    expect(identity({})).toEqual([
      'Missing required field Effect',
      'Policy statement must contain actions.',
      'Policy statement must contain resources.',
    ]);
  });

  it('refuses two statements with the same id where IAM keeps the document', () => {
    expect(identity({ ...statement, Sid: 'A' }, { ...statement, Sid: 'A' })).toEqual([
      'Statement IDs (SID) in a single policy must be unique.',
    ]);
  });

  it('refuses trust without principals, with resources and for anything but STS', () => {
    expect(trusts({ Effect: 'Allow', Action: 'sts:AssumeRole' })).toEqual(['Missing required field Principal']);
    expect(trusts({ ...trust, Resource: '*' })).toEqual(['Has prohibited field Resource']);
    expect(trusts({ ...trust, Action: ['sts:AssumeRole', 's3:GetObject'] })).toEqual([
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ]);
  });

  it.each([
    ['a service without its domain', { Service: 'eks' }, 'Invalid principal in policy: "SERVICE":"eks"'],
    ['an ARN with a wildcard', { AWS: 'arn:aws:iam::123456789012:role/*' }, /role\/\*/],
    ['an ARN of something else', { AWS: 'arn:aws:s3:::models' }, /arn:aws:s3:::models/],
    ['an unknown kind', { Role: 'a' }, /"Role":"a"/],
    ['nobody', {}, /Invalid principal/],
  ])('refuses %s as principal', (_who, principal, complaint) => {
    expect(resource({ ...statement, Principal: principal })).toEqual([
      typeof complaint === 'string' ? complaint : expect.stringMatching(complaint),
    ]);
  });

  it('counts the characters of a document without white space', () => {
    const spaced = JSON.stringify(JSON.parse(text(statement)), null, 40);
    const size = text(statement).length;
    expect(policyComplaints(spaced, { kind: 'identity', longest: size })).toEqual([]);
    expect(policyComplaints(spaced, { kind: 'trust', longest: size - 1 })).toContainEqual(
      `Cannot exceed quota for ACLSizePerRole: ${size - 1} characters, and the document has ${size}`,
    );
  });
});

describe('missingPrincipals', () => {
  const role = (name: string, account = '123456789012') => `arn:aws:iam::${account}:role/${name}`;
  const aws = {
    account: '123456789012',
    findByArn: (arn: string) =>
      arn === role('present') ? { type: 'aws_iam_role', region: 'global', values: {} } : undefined,
  };

  it('names the roles of the account that are not there', () => {
    const document = text({ ...statement, Principal: { AWS: [role('present'), role('absent')] } });
    expect(missingPrincipals(document, aws)).toEqual([role('absent')]);
  });

  it('takes other accounts, the account itself and service-linked roles on trust', () => {
    const principals = [role('a', '999999999999'), 'arn:aws:iam::123456789012:root', '*'];
    const linked = role('aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling');
    expect(missingPrincipals(text({ ...statement, Principal: { AWS: [...principals, linked] } }), aws)).toEqual([]);
    expect(missingPrincipals(text(trust), aws)).toEqual([]);
  });
});

describe('isAllowed', () => {
  const assume = { kind: 'Service', principals: ['eks.amazonaws.com'], action: 'sts:AssumeRole' };

  it('looks for a statement that allows the action to the principal', () => {
    expect(isAllowed(text(trust), assume)).toBe(true);
    expect(isAllowed(text({ ...trust, Action: ['STS:assume*'] }), assume)).toBe(true);
    expect(isAllowed(text({ ...trust, Principal: '*' }), assume)).toBe(true);
    expect(isAllowed(text(trust), { ...assume, action: 'sts:TagSession' })).toBe(false);
    expect(isAllowed(text(trust), { ...assume, principals: ['ec2.amazonaws.com'] })).toBe(false);
    expect(isAllowed(text({ ...trust, Effect: 'Deny' }), assume)).toBe(false);
  });
});
