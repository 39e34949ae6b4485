import type { Aws, Check } from '../../resource-model';

/** Names of load balancers and target groups, which are short because they are parts of DNS names. */
export const elbName = {
  matches: (name: string) => /^(?!-)[0-9A-Za-z-]{1,32}(?<!-)$/.test(name),
  expected: 'a name of up to 32 letters, digits and hyphens that neither begins nor ends with a hyphen',
};

/** The provider appends 26 characters to a prefix. */
export const elbNamePrefix: Check = {
  path: 'name_prefix',
  matches: (prefix) => /^(?!-)[0-9A-Za-z-]{1,6}$/.test(prefix),
  expected: 'up to 6 letters, digits and hyphens that do not begin with a hyphen',
};

/** The last part of an ARN of Elastic Load Balancing: sixteen hexadecimal digits. */
export function elbSuffix(aws: Aws): string {
  return aws.newId('elb').slice(-16);
}
