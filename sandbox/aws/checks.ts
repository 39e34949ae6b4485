/** What the provider takes for an ARN, in the words of {@link Check}: `{ path: 'role', ...arn }`. */
export const arn = { matches: isArn, expected: 'an ARN such as arn:aws:iam::123456789012:role/example' };

/** Text that the provider parses as JSON. */
export const json = { matches: isJson, expected: 'JSON' };

/** The number of an AWS account. */
export const accountNumber = {
  matches: (text: string) => /^\d{12}$/.test(text),
  expected: 'an AWS account ID (exactly 12 digits)',
};

/** `arn:partition:service:region:account:resource`; the provider lets the empty text pass. */
export function isArn(text: string): boolean {
  if (text === '') return true;
  const [prefix, partition = '', , region = '', account = '', ...resource] = text.split(':');
  return (
    prefix === 'arn' &&
    /^aws(-[a-z]+)*$/.test(partition) &&
    /^([a-z]{2}(-[a-z]+)+-\d{1,2})?$/.test(region) &&
    /^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})?$/.test(account) &&
    resource.join(':') !== ''
  );
}

/** The provider lets the empty text pass. */
export function isJson(text: string): boolean {
  return text === '' || parsed(text) !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
