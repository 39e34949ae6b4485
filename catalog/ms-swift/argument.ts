/** What an argument of ms-swift takes. `json` is an object, or its text, or the path of a file with it. */
export type ArgumentKind =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'strings'
  | 'integers'
  | 'numbers'
  | 'json'
  | { readonly oneOf: readonly (string | number)[] };

/** Arguments of one class of ms-swift, by their names without dashes. */
export type ArgumentTable = Readonly<Record<string, ArgumentKind>>;

type PlainKind = Exclude<ArgumentKind, object>;

/** A table from the names of each kind, separated by spaces, and the values of those that take only some. */
export function argumentTable(
  names: Readonly<Partial<Record<PlainKind, string>>>,
  oneOf: Readonly<Record<string, readonly (string | number)[]>> = {},
): ArgumentTable {
  const plain = Object.entries(names).flatMap(([kind, list]) =>
    list
      .trim()
      .split(/\s+/)
      .map((name): [string, ArgumentKind] => [name, kind as PlainKind]),
  );
  const choices = Object.entries(oneOf).map(([name, values]): [string, ArgumentKind] => [name, { oneOf: values }]);
  return Object.fromEntries([...plain, ...choices]);
}
