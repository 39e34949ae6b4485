/** A text in the form of names, or empty where nothing of it can stand in one: `Acme_LLM` as `acme-llm`. */
export function nameFromText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
}
