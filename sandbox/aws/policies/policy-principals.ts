import type { PolicyDocument } from '../resource-model';
import { textList } from './policy-statements';

/** What IAM refuses about the principals of a statement. */
export function principalComplaints(
  statement: Readonly<Record<string, unknown>>,
  kind: PolicyDocument['kind'],
): string[] {
  const { Principal: principal, NotPrincipal: notPrincipal } = statement;
  if (principal !== undefined && notPrincipal !== undefined) {
    return ['Syntax errors in policy: both Principal and NotPrincipal.'];
  }
  const given = principal ?? notPrincipal;
  if (kind === 'identity') return given === undefined ? [] : ['Policy document should not specify a principal.'];
  if (given === undefined) return ['Missing required field Principal'];
  if (kind === 'trust' && notPrincipal !== undefined) return ['Has prohibited field NotPrincipal'];
  if (typeof given === 'string') return given === '*' ? [] : [invalid(given)];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [invalid(JSON.stringify(given))];

  const entries = Object.entries(given);
  if (entries.length === 0) return [invalid('{}')];
  return entries.flatMap(([name, value]) => {
    const isPrincipal = kinds[name];
    const names = textList(value);
    if (isPrincipal === undefined || names.length === 0) return [invalid(`"${name}":${JSON.stringify(value)}`)];
    return names.filter((text) => !isPrincipal(text)).map((text) => invalid(`"${name.toUpperCase()}":"${text}"`));
  });
}

/** Which texts name a principal of each kind. */
const kinds: Readonly<Record<string, (text: string) => boolean>> = {
  AWS: (text) =>
    text === '*' ||
    /^\d{12}$/.test(text) ||
    // Unique ids stand for users and roles that were deleted after the policy was written.
    /^A(ROA|IDA)[A-Z0-9]{13,}$/.test(text) ||
    /^arn:aws(-[a-z]+)*:iam::\d{12}:(root$|(user|role)\/[\w+=,.@/-]+$)/.test(text) ||
    /^arn:aws(-[a-z]+)*:sts::\d{12}:(assumed-role|federated-user)\/[\w+=,.@/-]+$/.test(text) ||
    /^arn:aws(-[a-z]+)*:(cloudfront|iam)::cloudfront:/.test(text),
  Service: (text) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal|aws\.com)$/.test(text),
  Federated: (text) =>
    text === '*' ||
    /^arn:aws(-[a-z]+)*:iam::\d{12}:(oidc-provider|saml-provider)\/.+$/.test(text) ||
    webIdentities.has(text),
  CanonicalUser: (text) => text === '*' || /^[0-9a-f]{64}$/.test(text),
};

/** Identity providers that every account knows. */
const webIdentities = new Set([
  'cognito-identity.amazonaws.com',
  'www.amazon.com',
  'graph.facebook.com',
  'accounts.google.com',
]);

function invalid(principal: string): string {
  return `Invalid principal in policy: ${principal}`;
}
