import { severityColor } from '../../review/findings/text';
import type { RuleText } from '../../schemas/problems';
import { type FieldText, findField, specFields, updateTexts } from '../../schemas/spec-fields';
import { suggest } from '../../schemas/suggest';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { ruleTexts } from '../rule-texts';
import type { Colors } from '../terminal/terminal';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
}

/** `ninefold explain`: prints the page of a rule or a field, or the list of all rules. Returns the exit code. */
export function explain(subject: string | undefined, { format }: ExplainOptions, { terminal }: Context): number {
  const page = subject === undefined ? { rules: ruleTexts() } : find(subject);
  terminal.print(format === 'json' ? JSON.stringify(page, null, 2) : render(page, terminal.colors));
  return exitCodes.ok;
}

type Page = { readonly rules: readonly RuleText[] } | RuleText | FieldText;

function find(subject: string): RuleText | FieldText {
  const rules = ruleTexts();
  const rule = rules.find(({ id }) => id === subject);
  if (rule !== undefined) return rule;
  const field = findField(subject);
  if (field !== undefined) return field;
  throw new UserError(`there is no rule and no field ${JSON.stringify(subject)}`, didYouMean(subject, rules));
}

/** What is spelt like the subject, after what ends like it. */
function didYouMean(subject: string, rules: readonly RuleText[]): string {
  const names = [...rules.map(({ id }) => id), ...specFields().map(({ path }) => path)];
  const ending = names.filter((name) => name.endsWith(`/${subject}`) || name.endsWith(`.${subject}`));
  const alike = suggest(subject, names);
  const near = [...new Set([...ending.slice(0, 5), ...(alike === undefined ? [] : [alike])])];
  if (near.length > 0) return `did you mean ${near.join(' or ')}?`;
  return '`ninefold explain` lists the rules; fields are written like pools.nodes.min';
}

function render(page: Page, colors: Colors): string {
  if ('rules' in page) return renderList(page.rules, colors);
  return 'id' in page ? renderRule(page, colors) : renderField(page, colors);
}

function renderList(rules: readonly RuleText[], colors: Colors): string {
  const areas = [...new Set(rules.map(areaOf))];
  const width = Math.max(...rules.map(({ id }) => id.length));
  const rows = areas.map((area) => {
    const lines = rules
      .filter((rule) => areaOf(rule) === area)
      .map(
        ({ id, severity, summary }) =>
          `  ${id.padEnd(width)}  ${severityColor(severity, colors)(severity.padEnd(7))}  ${summary}`,
      );
    return [colors.bold(area), ...lines].join('\n');
  });
  return [...rows, colors.dim('ninefold explain RULE shows why a rule exists and how to satisfy it')].join('\n\n');
}

function areaOf({ id }: RuleText): string {
  return id.split('/')[0] ?? id;
}

function renderRule({ id, severity, summary, why, fix, source }: RuleText, colors: Colors): string {
  return [
    `${colors.bold(id)}  ${severityColor(severity, colors)(severity)}`,
    summary,
    `${colors.dim('Why')}\n${indent(why)}`,
    `${colors.dim('Fix')}\n${indent(fix)}`,
    `${colors.dim('Source')}\n${indent(source)}`,
  ].join('\n\n');
}

function renderField(field: FieldText, colors: Colors): string {
  const { path, description, type, required, default: value, update, examples, keys } = field;
  const rows = [
    ['type', type],
    ['default', value ?? (required ? 'none: it is required' : 'none')],
    ['change', update && `${update}: ${updateTexts[update]}`],
  ].flatMap(([label = '', text]) => (text === undefined ? [] : [`  ${colors.dim(label.padEnd(7))}  ${text}`]));
  const width = Math.max(0, ...keys.map(({ name }) => name.length));
  return [
    `${colors.bold(path)}${required ? '  required' : ''}`,
    description,
    rows.join('\n'),
    ...(examples.length === 0 ? [] : [`${colors.dim('Example')}\n${examples.map(indent).join('\n')}`]),
    ...(keys.length === 0
      ? []
      : [`${colors.dim('Keys')}\n${keys.map((key) => `  ${key.name.padEnd(width)}  ${key.description}`).join('\n')}`]),
  ].join('\n\n');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
