/**
 * Makes text from a user safe inside Terraform JSON, where `${…}` and `%{…}` start templates: each opening becomes its
 * escaped form, except for cdktf's own tokens (`${TfToken[…]}`). cdktf's `Fn.rawString` corrupts quotes and newlines
 * and misses `%{`.
 */
export function literal(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, () => '$${').replace(/%\{/g, () => '%%{');
}

/** Applies {@link literal} to every string value inside plain data; keys and everything else stay as they are. */
export function literalsIn<T>(data: T): T {
  if (typeof data === 'string') return literal(data) as T;
  if (Array.isArray(data)) return data.map(literalsIn) as T;
  if (data !== null && typeof data === 'object') {
    return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, literalsIn(value)])) as T;
  }
  return data;
}
