/**
 * What IAM refuses about the conditions of a statement.
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators"; 2026-11.
 */
export function conditionComplaints(condition: unknown): string[] {
  if (condition === undefined) return [];
  if (!isObject(condition)) return ['Syntax errors in policy: Condition is not an object.'];
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const base = baseOperator(operator);
    if (base === undefined) return [`Invalid Condition type : ${operator}.`];
    if (!isObject(keys)) return [`Syntax errors in policy: ${operator} is not an object.`];
    return Object.entries(keys).flatMap(([key, value]) => keyComplaints(base, key, value));
  });
}

/** Operators in lower case, and which values they compare with. */
const operators: Readonly<Record<string, (value: string) => boolean>> = {
  ...named(['StringEquals', 'StringNotEquals', 'StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase']),
  ...named(['StringLike', 'StringNotLike', 'BinaryEquals']),
  ...named(['ArnEquals', 'ArnLike', 'ArnNotEquals', 'ArnNotLike']),
  ...named(['NumericEquals', 'NumericNotEquals', 'NumericLessThan', 'NumericLessThanEquals'], isNumber),
  ...named(['NumericGreaterThan', 'NumericGreaterThanEquals'], isNumber),
  ...named(['DateEquals', 'DateNotEquals', 'DateLessThan', 'DateLessThanEquals'], isDate),
  ...named(['DateGreaterThan', 'DateGreaterThanEquals'], isDate),
  ...named(['Bool', 'Null'], (value) => /^(true|false)$/i.test(value) || hasVariable(value)),
  ...named(['IpAddress', 'NotIpAddress'], (value) => /^[0-9a-f.:]+(\/\d{1,3})?$/i.test(value) || hasVariable(value)),
};

/** The operator without what says how to treat absent and multiple values, in lower case. */
function baseOperator(operator: string): string | undefined {
  const single = operator.toLowerCase().replace(/^(forallvalues|foranyvalue):/, '');
  const base = single.replace(/ifexists$/, '');
  if (base === 'null' && single !== base) return undefined;
  return operators[base] ? base : undefined;
}

function keyComplaints(operator: string, key: string, value: unknown): string[] {
  if (!key.includes(':')) {
    return [`Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.: ${key}`];
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  const fits = operators[operator] ?? (() => true);
  return list.flatMap((entry) => {
    if (entry === null || typeof entry === 'object') return [`Syntax errors in policy: value of ${key}.`];
    return fits(String(entry)) ? [] : [`Invalid value ${String(entry)} of condition key ${key}.`];
  });
}

function named(
  names: readonly string[],
  fits: (value: string) => boolean = () => true,
): Record<string, (value: string) => boolean> {
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), fits]));
}

function isNumber(value: string): boolean {
  return (value.trim() !== '' && Number.isFinite(Number(value))) || hasVariable(value);
}

function isDate(value: string): boolean {
  return isNumber(value) || !Number.isNaN(Date.parse(value));
}

function hasVariable(value: string): boolean {
  return value.includes('${');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
