import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { anchorOf, fenced, item, pageHead, plain } from './markdown';

interface Member {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly comment: string;
  readonly tags: readonly { readonly name: string; readonly text?: string }[];
}

type Described = { readonly name: string; readonly comment: string } & (
  | { readonly kind: 'class' | 'interface'; readonly members: readonly Member[] }
  | { readonly kind: 'type'; readonly type: string }
  | {
      readonly kind: 'function';
      readonly parameters: readonly { readonly name: string; readonly type: string }[];
      readonly returns: string;
    }
);

const root = join(__dirname, '..', '..', '..');

/** What `ninefold/constructs` exports, as the compiler reads it from the sources. */
function described(): Described[] {
  const output = execFileSync(process.execPath, [join(root, 'scripts', 'describe-constructs.mjs')], { cwd: root });
  return JSON.parse(output.toString()) as Described[];
}

/** What of it has no words of its own. */
export function undescribed(): string[] {
  return described().flatMap((one) => [
    ...(one.comment === '' ? [one.name] : []),
    ...('members' in one ? one.members : []).flatMap(({ name, comment, tags }) =>
      comment === '' && tags.length === 0 ? [`${one.name}.${name}`] : [],
    ),
  ]);
}

/** `docs/reference/constructs.md`. */
export function constructsPage(): string {
  const all = described();
  const names = new Set(all.map(({ name }) => name));
  const programs = all.filter(({ kind }) => kind === 'class' || kind === 'function');
  // Inputs stand with what takes them.
  const types = all.filter(({ name }) => !programs.some((one) => `${one.name}Props` === name || one.name === name));
  const render = (one: Described) =>
    section(
      one,
      all.find(({ name }) => name === `${one.name}Props`),
      names,
    );
  return `${[
    pageHead(
      'The constructs',
      [
        'What `import { … } from "ninefold/constructs"` gives: constructs for other CDKTF programs, functions, and their types.',
        'Every construct is made by `new Name(scope, id, props)`; `?` marks what can be left out.',
      ].join('\n'),
    ),
    programs
      .map(({ name, comment }) => item(`[\`${name}\`](#${anchorOf(name)}): ${plain(firstSentence(comment))}`))
      .join('\n'),
    ...programs.map(render),
    '## Types',
    ...types.map(render),
  ].join('\n\n')}\n`;
}

function section(one: Described, props: Described | undefined, names: ReadonlySet<string>): string {
  const level = one.kind === 'class' || one.kind === 'function' ? '##' : '###';
  const members = 'members' in one ? one.members.map((member) => line(member, names)).join('\n') : '';
  const inputs = props && 'members' in props ? props.members.map((member) => line(member, names)).join('\n') : '';
  return [
    `${level} ${one.name}`,
    plain(one.comment),
    ...(one.kind === 'type' ? [fenced('ts', `type ${one.name} = ${one.type};`)] : []),
    ...(one.kind === 'function' ? [fenced('ts', signature(one))] : []),
    ...(inputs === '' ? [] : [`_Props_: \`${one.name}Props\``, inputs]),
    ...(members === '' ? [] : [...(one.kind === 'class' ? ['_Gives_'] : []), members]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function signature(one: Extract<Described, { kind: 'function' }>): string {
  return `${one.name}(${one.parameters.map(({ name, type }) => `${name}: ${type}`).join(', ')}): ${one.returns}`;
}

function line({ name, type, optional, comment, tags }: Member, names: ReadonlySet<string>): string {
  const tagged = tags.flatMap((tag) => (tag.text ? [`_${tag.name}_ ${plain(tag.text)}`] : []));
  const seen = [...names].filter((known) => new RegExp(`\\b${known}\\b`).test(type));
  const links = seen.map((known) => `[${known}](#${anchorOf(isInput(known, names) ? known.slice(0, -5) : known)})`);
  const text = [plain(comment), ...tagged, ...(links.length === 0 ? [] : [`(${links.join(', ')})`])]
    .filter(Boolean)
    .join(' ');
  return item(`${code(`${name}${optional ? '?' : ''}: ${type}`)}${text === '' ? '' : `\n${text}`}`);
}

/** Inputs have no heading of their own. */
function isInput(name: string, names: ReadonlySet<string>): boolean {
  return name.endsWith('Props') && names.has(name.slice(0, -5));
}

/** Types of template literals have backticks of their own. */
function code(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

function firstSentence(text: string): string {
  return (
    text
      .split(/(?<=\.)\s|:\s/)[0]
      ?.replace(/\.$/, '')
      .replace(/\s+/g, ' ') ?? ''
  );
}
