import type { Manifest } from './manifest';

/** Manifests without Terraform expressions, and what Terraform has to put in their place. */
export interface Referring {
  readonly manifests: readonly Manifest[];
  /** Terraform expressions, without `${` and `}`, by the name that stands for each in the manifests as `<<name>>`. */
  readonly references: Readonly<Record<string, string>>;
}

/**
 * Takes the Terraform expressions out of manifests, because only Terraform can evaluate them and manifests are files
 * that it does not read. Escaped openings (`$${`, `%%{`) become what they stand for.
 */
export function extractReferences(manifests: readonly Manifest[]): Referring {
  if (!/[$%]\{/.test(JSON.stringify(manifests))) return { manifests, references: {} };
  const references = new Map<string, string>();
  const replaceIn = (value: unknown): unknown => {
    if (typeof value === 'string') return value.includes('{') ? replaceInText(value, references) : value;
    if (Array.isArray(value)) return value.map(replaceIn);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceIn(inner)]));
  };
  const replaced = manifests.map((manifest) => replaceIn(manifest) as Manifest);
  const sorted = [...references].sort(([a], [b]) => (a < b ? -1 : 1));
  return { manifests: replaced, references: Object.fromEntries(sorted) };
}

/** Text in quotes inside of an expression may hold braces. */
const template = /\$\$\{|%%\{|\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}/g;

function replaceInText(text: string, references: Map<string, string>): string {
  return text.replace(template, (match: string, expression: string | undefined) => {
    if (expression === undefined) return match.slice(1);
    const name = nameFor(expression, references);
    references.set(name, expression);
    return `<<${name}>>`;
  });
}

/** `target_group_arns.chat` for an output of another stack, else the expression itself. */
function nameFor(expression: string, references: ReadonlyMap<string, string>): string {
  const full = expression.replace(/\["([^"]*)"\]/g, '.$1');
  const short = full.replace(/^data\.terraform_remote_state\.[\w-]+\.outputs\./, '');
  const taken = references.get(short);
  return taken === undefined || taken === expression ? short : full;
}
