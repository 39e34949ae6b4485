const units: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * Whether two scalars say the same: equal text, a number and its text, or equal Kubernetes quantities, of which one has
 * a unit. `1.30` and `1.3` are two versions, and stay apart.
 * Source: Kubernetes API, "Quantity".
 */
export function isSameScalar(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isNumberOrText(a) || !isNumberOrText(b)) return false;
  if (String(a) === String(b)) return true;
  const [left, right] = [quantityOf(a), quantityOf(b)];
  return left !== undefined && right !== undefined && (left.hasUnit || right.hasUnit) && left.value === right.value;
}

function isNumberOrText(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function quantityOf(value: number | string): { value: number; hasUnit: boolean } | undefined {
  if (typeof value === 'number') return { value, hasUnit: false };
  const [, digits, unit = ''] = /^([+-]?\d+(?:\.\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(value) ?? [];
  if (digits === undefined) return undefined;
  // Rounded, because a tenth has no exact binary form.
  return { value: Number((Number(digits) * (units[unit] ?? 1)).toPrecision(12)), hasUnit: unit !== '' };
}
