import type { PolicyDocument } from '../resource-model';
import { conditionComplaints } from './policy-conditions';
import { principalComplaints } from './policy-principals';
import { textList } from './policy-statements';

/** What IAM refuses about one statement of a document. */
export function statementComplaints(
  statement: Readonly<Record<string, unknown>>,
  kind: PolicyDocument['kind'],
): string[] {
  const unknown = Object.keys(statement).filter((key) => !statementKeys.has(key));
  return [
    ...unknown.map((key) => `Syntax errors in policy: a statement has no element ${key}.`),
    ...sidComplaints(statement['Sid'], kind),
    ...effectComplaints(statement['Effect']),
    ...actionComplaints(statement, kind),
    ...resourceComplaints(statement, kind),
    ...principalComplaints(statement, kind),
    ...conditionComplaints(statement['Condition']),
  ];
}

const statementKeys = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Services such as S3 and KMS accept any text as the Sid of their policies; KMS itself writes one with blanks. */
function sidComplaints(sid: unknown, kind: PolicyDocument['kind']): string[] {
  if (sid === undefined) return [];
  if (typeof sid !== 'string') return ['Syntax errors in policy: Sid is not a text.'];
  if (kind === 'resource' || /^[0-9A-Za-z]*$/.test(sid)) return [];
  return [
    `Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*: ${sid}`,
  ];
}

function effectComplaints(effect: unknown): string[] {
  if (effect === undefined) return ['Missing required field Effect'];
  return effect === 'Allow' || effect === 'Deny' ? [] : [`Invalid effect: ${JSON.stringify(effect)}`];
}

function actionComplaints(statement: Readonly<Record<string, unknown>>, kind: PolicyDocument['kind']): string[] {
  const { Action: action, NotAction: notAction } = statement;
  if (action !== undefined && notAction !== undefined) return ['Syntax errors in policy: both Action and NotAction.'];
  const given = action ?? notAction;
  if (given === undefined) return ['Policy statement must contain actions.'];
  if (!isTextList(given)) return ['Syntax errors in policy: actions are texts, and there is one at least.'];
  return textList(given).flatMap((name) => {
    if (name === '*') return kind === 'trust' ? [onlySts] : [];
    if (!name.includes(':')) {
      return [`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: ${name}`];
    }
    if (!/^([a-zA-Z0-9-]+|\*):[a-zA-Z0-9*?]+$/.test(name)) return [`Syntax errors in policy: ${name} is no action.`];
    return kind === 'trust' && !/^(sts|\*):/i.test(name) ? [onlySts] : [];
  });
}

const onlySts = 'AssumeRole policy may only specify STS AssumeRole actions.';

function resourceComplaints(statement: Readonly<Record<string, unknown>>, kind: PolicyDocument['kind']): string[] {
  const { Resource: resource, NotResource: notResource } = statement;
  if (resource !== undefined && notResource !== undefined) {
    return ['Syntax errors in policy: both Resource and NotResource.'];
  }
  const given = resource ?? notResource;
  if (kind === 'trust') return given === undefined ? [] : ['Has prohibited field Resource'];
  if (given === undefined) return ['Policy statement must contain resources.'];
  if (!isTextList(given)) return ['Syntax errors in policy: resources are texts, and there is one at least.'];
  return textList(given).flatMap(resourceComplaint);
}

function resourceComplaint(resource: string): string[] {
  if (/^\*+$/.test(resource)) return [];
  const [arn, partition = '', service = '', region = '', account = '', ...rest] = resource.split(':');
  if (arn !== 'arn' || rest.join(':') === '') return [`Resource ${resource} must be in ARN format or "*".`];
  if (!/^(aws(-[a-z]+)*|\*)$/.test(partition)) {
    return [`Partition "${partition}" is not valid for resource "${resource}".`];
  }
  if (!/^[a-zA-Z0-9*?-]+$/.test(service)) return [`Vendor ${service} is not valid in ${resource}.`];
  if (service === 'iam' && region !== '') return [`IAM resource ${resource} cannot contain region information.`];
  if (!/^[a-z0-9*?-]*$/.test(region) && !hasVariable(region)) {
    return [`Resource ${resource} must be in ARN format or "*": ${region} is no region.`];
  }
  // Shorter numbers are accepted if they have wildcards; `aws` owns managed policies, and services own others.
  if (/^\d+$/.test(account) && account.length !== 12) {
    return [`Resource ${resource} must be in ARN format or "*": an account has 12 digits.`];
  }
  return [];
}

function hasVariable(part: string): boolean {
  return part.includes('${');
}

function isTextList(value: unknown): boolean {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.length > 0 && list.every((entry) => typeof entry === 'string');
}
