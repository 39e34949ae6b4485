/**
 * `factor` × (100 − `objective`) / 100 as a decimal without rounding: what floating point makes of it
 * (14.4 × 0.0009999999999999432) would stand in rules for people to read.
 *
 * @param objective per cent
 */
export function burnThreshold(factor: number, objective: number): string {
  const [a, b] = [scaled(factor), scaled(objective)];
  const rest = 100n * 10n ** b.scale - b.digits;
  return asText(a.digits * rest, a.scale + b.scale + 2n);
}

/** The digits of a number and how many of them stand behind the point. */
function scaled(value: number): { readonly digits: bigint; readonly scale: bigint } {
  const [whole = '0', fraction = ''] = String(value).split('.');
  return { digits: BigInt(whole + fraction), scale: BigInt(fraction.length) };
}

function asText(digits: bigint, scale: bigint): string {
  const text = String(digits).padStart(Number(scale) + 1, '0');
  const point = text.length - Number(scale);
  const fraction = text.slice(point).replace(/0+$/, '');
  return fraction === '' ? text.slice(0, point) : `${text.slice(0, point)}.${fraction}`;
}

/** Per cent as a share, without rounding: 99.9 as 0.999. */
export function ratioText(percent: number): string {
  const { digits, scale } = scaled(percent);
  return asText(digits, scale + 2n);
}
