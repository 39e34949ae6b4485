import { isValues, unknown, type Value, type Values } from '../protocol/value';

/**
 * A plan with what the service filled in. What the plan said for certain stays, because Terraform holds the provider to
 * it; what it left open is taken from the service.
 */
export function settle(planned: Values, filled: Values): Values {
  const settled: Record<string, Value> = { ...planned };
  for (const [name, value] of Object.entries(planned)) {
    if (name in filled) settled[name] = settleValue(value, filled[name]);
  }
  return settled;
}

function settleValue(planned: Value, filled: Value | undefined): Value {
  if (planned === unknown) return filled ?? null;
  if (Array.isArray(planned)) {
    const elements = planned as readonly Value[];
    const others = (Array.isArray(filled) ? filled : []) as readonly Value[];
    return elements.map((element, index) =>
      settleValue(element, others[index] ?? (element === unknown ? null : element)),
    );
  }
  if (isValues(planned)) return isValues(filled) ? settle(planned, filled) : planned;
  return planned;
}
