/** Longest text that is shown of one value. */
const longest = 120;

/** A value in one line for people: expressions by name, long texts cut. */
export function showValue(value: unknown): string {
  if (value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = showTokens(text).replace(/\s+/g, ' ').trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/**
 * Expressions of Terraform as what they lead to: `${aws_eks_cluster.cluster_A4C38409.endpoint}` is `cluster.endpoint`,
 * and an output of another stack is `prod-global: zone_id`.
 */
function showTokens(text: string): string {
  return text
    .replace(/\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)([^}]*)\}/g, '$1: $2$3')
    .replace(/\$\{(data\.)?[a-z]\w*\.([\w-]+?)(?:_[0-9A-F]{8})?\.([\w.[\]"*-]+)\}/g, '$2.$3');
}

/** A resource's address without the hash that cdktf puts at its end. */
export function showAddress(address: string): string {
  return address.replace(/_[0-9A-F]{8}$/, '');
}
