import { isMap, isScalar, parseDocument } from 'yaml';
import { blueprintVersions, satisfies } from '../../../blueprints/library';
import { lockFile, lockText } from '../../../blueprints/lock';
import { extensionOf, type Reference } from '../../../blueprints/reference';
import { compile } from '../../../planner/compile';
import { diffReport } from '../../../review/diff/diff-report';
import { renderText } from '../../../review/diff/render/text';
import { specSide } from '../../../review/diff/side';
import { parseYaml } from '../../../schemas/yaml-document';
import { compileSpec } from '../../compile-spec';
import type { Context } from '../../context';
import { exitCodes, UserError } from '../../exit';
import { findingsText } from '../../findings-text';
import { replaceFile } from '../../replace-file';
import { lockRows, lockToday, readSpec } from './lock';

export interface UpgradeOptions {
  /** Version, range or Git ref to go to. Default: the newest version, or what the ref leads to today. */
  readonly to?: string;
  /** Writes without asking. */
  readonly yes?: boolean;
}

/**
 * `ninefold blueprint upgrade`: shows what the newest version of a spec's blueprint, or another one, does to this project,
 * and writes the spec and its lock only then. Returns the exit code.
 */
export async function upgradeBlueprint(
  file: string,
  { to, yes = false }: UpgradeOptions,
  context: Context,
): Promise<number> {
  const { terminal, today } = context;
  const read = readSpec(file, context);
  if (read === undefined) return exitCodes.mistake;
  const extension = extensionOf(read.document.value);
  if (extension === undefined)
    throw new UserError(`${file} extends no blueprint`, 'add extends, for example ha-chat@^1');
  const text = withReference(read.source.text, nextReference(extension.reference, to));
  const parsed = parseYaml({ file, text });
  if ('findings' in parsed) throw new Error('the edited spec is no YAML');
  const source = { file, text };
  const lock = lockToday(file, { source, document: parsed.document }, context);
  if (lock === undefined) return exitCodes.mistake;
  const after = compile(source, today, lock);
  const [base, head] = [specSide(file, compileSpec(file, today)), specSide(file, after)];
  if (base === undefined || head === undefined || after.environment === undefined) {
    terminal.print(findingsText(after.findings, source, terminal.colors));
    terminal.note('nothing was written');
    return exitCodes.mistake;
  }
  terminal.print(lockRows(lock).join('\n'));
  terminal.print(renderText(diffReport(base, head, []), terminal.colors));
  if (!yes && !(await agreed(context))) {
    terminal.note('nothing was written');
    return exitCodes.ok;
  }
  if (text !== read.source.text) replaceFile(file, text);
  replaceFile(lockFile(file), lockText(lock));
  terminal.note(`wrote ${text === read.source.text ? '' : `${file} and `}${lockFile(file)}`);
  return exitCodes.ok;
}

/** What `extends` says afterwards: the operator of a range is kept, and one that has the version already stays. */
function nextReference(reference: Reference, to: string | undefined): string {
  switch (reference.kind) {
    case 'library': {
      const [newest] = blueprintVersions(reference.name);
      const wanted = to ?? newest;
      if (wanted === undefined)
        throw new UserError(`there is no blueprint ${reference.name}`, 'ninefold blueprint list shows them');
      if (to === undefined && satisfies(wanted, reference.range)) return reference.text;
      const operator = to === undefined ? (/^[\^~]/.exec(reference.range)?.[0] ?? '') : '';
      return `${reference.name}@${operator}${wanted}`;
    }
    case 'git':
      return to === undefined ? reference.text : reference.text.replace(/\?ref=.*$/, `?ref=${to}`);
    case 'path':
      throw new UserError(
        `${reference.path} is a folder, which has no versions`,
        'change the blueprint itself, and see what that does with `ninefold diff`',
      );
  }
}

/** The spec with another reference; comments and everything else stay as they are. */
function withReference(text: string, reference: string): string {
  const document = parseDocument(text);
  const node = document.get('extends', true);
  const scalar = isMap(node) ? node.get('from', true) : node;
  if (!isScalar(scalar) || scalar.value === reference || !scalar.range) return text;
  const [start, end] = scalar.range;
  return text.slice(0, start) + JSON.stringify(reference) + text.slice(end);
}

async function agreed({ terminal }: Context): Promise<boolean> {
  if (!terminal.interactive) {
    throw new UserError('nobody is there to agree', 'look at the difference, and run it again with --yes');
  }
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: 'Write this?' });
  return !isCancel(answer) && answer;
}
