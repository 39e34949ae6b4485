/** An IAM policy of some statements, in the current version of the policy language. */
export function policyDocument(statements: readonly object[]): object {
  return { Version: '2012-10-17', Statement: statements };
}

/** Lets a service of AWS assume a role, for whatever it does. */
export function trustOf(service: string): object {
  return policyDocument([{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }]);
}

/** Statement of a resource's policy: nothing of `action` without TLS. */
export function deniedWithoutTls(action: string, resource: string | readonly string[]): object {
  return {
    Sid: 'DenyInsecureTransport',
    Effect: 'Deny',
    Principal: '*',
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}
