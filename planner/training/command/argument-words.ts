/** Value of an argument; an object is passed as JSON. */
export type ArgumentValue = string | number | boolean | readonly (string | number)[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: unknown;
}

/** Arguments by their names without dashes, in the order in which they are written. */
export type Arguments = Readonly<Record<string, ArgumentValue>>;

/** The words of a command line, as ms-swift reads them: lists as several words, truth as `true` or `false`. */
export function argumentWords(values: Arguments): string[] {
  return Object.entries(values).flatMap(([name, value]) => [`--${name}`, ...words(value)]);
}

function words(value: ArgumentValue): string[] {
  if (Array.isArray(value)) return value.map(String);
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
}
