/**
 * What Terraform prints as JSON; warnings about its own settings may stand before it.
 *
 * @throws SyntaxError if there is no JSON
 */
export function printedJson(text: string): unknown {
  return JSON.parse(text.slice(text.indexOf('{')));
}
