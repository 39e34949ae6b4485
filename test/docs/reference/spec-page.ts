import { type FieldText, specFields, updateTexts } from '../../../schemas/spec-fields';
import { anchorOf, fenced, item, pageHead, plain } from './markdown';

/** `docs/reference/spec.md`: every field of the format, as the JSON Schema describes it. */
export function specPage(): string {
  const fields = specFields();
  const roots = fields.filter(({ path }) => !path.includes('.'));
  return `${[
    pageHead(
      'The spec, field by field',
      [
        'Every field of `ninefold/v1alpha1`. `ninefold explain pools.nodes.min` prints the same in a terminal, and',
        '[schemas/project.schema.json](../../schemas/project.schema.json) gives it to editors. Lists are written without an',
        'index: `pools.name` is the name of each pool. _Change_ says what happens to an environment that exists.',
      ].join('\n'),
    ),
    roots.map((root) => item(`${link(root)}: ${plain(root.description)}`)).join('\n'),
    ...fields.map(section),
  ].join('\n\n')}\n`;
}

function section(field: FieldText): string {
  const { path, description, type, required, default: value, update, examples } = field;
  const rows = [
    ['Type', plain(type)],
    ['Default', value === undefined ? (required ? 'none: it is required' : 'none') : plain(value)],
    ['Change', update && plain(`${update}: ${updateTexts[update]}`)],
  ].flatMap(([label, text]) => (text === undefined || text === '' ? [] : [item(`_${label}_: ${text}`)]));
  return [
    `${path.includes('.') ? '###' : '##'} ${path}`,
    plain(description),
    rows.join('\n'),
    ...(examples.length === 0 ? [] : [fenced('yaml', examples.join('\n'))]),
  ].join('\n\n');
}

function link({ path }: FieldText): string {
  return `[\`${path}\`](#${anchorOf(path)})`;
}
