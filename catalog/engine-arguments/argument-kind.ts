/** What follows an argument; an amount is a whole number, or one such as `8k`. */
export type ArgumentKind = 'flag' | 'integer' | 'amount' | 'number' | 'text';

/** The arguments of an engine, each with what follows it. */
export type EngineArguments = Readonly<Record<string, ArgumentKind>>;

/** From names by their kind. */
export function argumentsOf(byKind: Readonly<Partial<Record<ArgumentKind, readonly string[]>>>): EngineArguments {
  return Object.fromEntries(
    (Object.entries(byKind) as [ArgumentKind, readonly string[]][]).flatMap(([kind, names]) =>
      names.map((name) => [name, kind]),
    ),
  );
}

export function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
