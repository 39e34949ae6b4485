import type { Aws, PolicyDocument } from '../resource-model';
import { policyStatements, textList } from './policy-statements';
import { statementComplaints } from './policy-syntax';

/**
 * What IAM and the services that take its policies refuse about one document, in IAM's words; an empty list means that
 * it is accepted. It is never stricter than the services, and knows no action or condition key by name.
 *
 * Source: IAM User Guide, "Grammar of the IAM JSON policy language" and "IAM JSON policy element reference"; 2026-11.
 */
export function policyComplaints(text: string, document: Pick<PolicyDocument, 'kind' | 'longest'>): string[] {
  const { kind, longest } = document;
  const size = text.replace(/\s/g, '').length;
  const tooLong = size > longest ? [`${quotas[kind]}: ${longest} characters, and the document has ${size}`] : [];
  const parsed = parse(text);
  if (parsed === undefined) return ['The policy is not a JSON object: Syntax errors in policy.', ...tooLong];

  const complaints: string[] = [];
  for (const key of Object.keys(parsed)) {
    if (!documentKeys.has(key)) complaints.push(`Syntax errors in policy: there is no element ${key}.`);
  }
  const { Version: version, Id: id } = parsed;
  if (version !== undefined && !versions.has(version)) {
    complaints.push(`The policy must contain a valid version string, and ${JSON.stringify(version)} is none.`);
  }
  if (id !== undefined && typeof id !== 'string') complaints.push('Syntax errors in policy: Id is not a text.');

  const statements = policyStatements(parsed);
  if (statements.length === 0) complaints.push('Syntax errors in policy: it has no Statement.');
  complaints.push(...statements.flatMap((statement) => statementComplaints(statement, kind)));
  if (kind !== 'resource') complaints.push(...repeatedSids(statements));
  return [...complaints, ...tooLong];
}

/** Roles of this account that a document names as principals and that do not exist. */
export function missingPrincipals(text: string, aws: Pick<Aws, 'account' | 'findByArn'>): string[] {
  const statements = policyStatements(parse(text) ?? {});
  const named = statements.flatMap(({ Principal, NotPrincipal }) =>
    [Principal, NotPrincipal].flatMap((principal) =>
      typeof principal === 'object' && principal !== null
        ? textList((principal as Record<string, unknown>)['AWS'])
        : [],
    ),
  );
  const roles = named.filter(
    // AWS makes service-linked roles itself, as late as when the service is used for the first time.
    (arn) => arn.startsWith(`arn:aws:iam::${aws.account}:role/`) && !arn.includes(':role/aws-service-role/'),
  );
  return [...new Set(roles)].filter((arn) => aws.findByArn(arn)?.type !== 'aws_iam_role');
}

const documentKeys = new Set(['Version', 'Id', 'Statement']);

const versions = new Set<unknown>(['2012-10-17', '2008-10-17']);

/** How the services name the limit. */
const quotas: Readonly<Record<PolicyDocument['kind'], string>> = {
  identity: 'Cannot exceed quota for PolicySize',
  trust: 'Cannot exceed quota for ACLSizePerRole',
  resource: 'The policy is larger than the service takes',
};

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function repeatedSids(statements: readonly Record<string, unknown>[]): string[] {
  const sids = statements.map(({ Sid }) => Sid).filter((sid) => typeof sid === 'string' && sid !== '');
  return new Set(sids).size < sids.length ? ['Statement IDs (SID) in a single policy must be unique.'] : [];
}
