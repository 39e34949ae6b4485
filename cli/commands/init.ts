import { existsSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { compile } from '../../planner/compile';
import { packageFolder } from '../../schemas/package-folder';
import type { Context } from '../context';
import { exitCodes, UserError } from '../exit';
import { findingsText } from '../findings-text';
import { type AnswerName, nameFromFolder, problemWith } from '../init/answers';
import { ask, type Given } from '../init/questions';
import { type Answers, renderSpec, templates } from '../init/template';
import { invocation } from '../invocation';
import { replaceFile } from '../replace-file';

export interface InitOptions extends Given {
  /** File to write. */
  readonly output: string;
  readonly force?: boolean;
}

/** `ninefold init`: writes a first spec that is valid. Returns the exit code. */
export async function init({ output, force = false, ...flags }: InitOptions, context: Context): Promise<number> {
  const { terminal, today } = context;
  refuseExisting(output, force);
  checkFlags(flags);
  const folderName = nameFromFolder(basename(resolve(output, '..')));
  const given = terminal.interactive ? await ask(flags, folderName) : flags;
  if (given === undefined) return exitCodes.mistake;
  const text = renderSpec(
    complete(given, folderName),
    seenFrom(dirname(resolve(output)), join(packageFolder, 'schemas', 'project.schema.json')),
  );
  const { findings, environment, source } = compile({ file: output, text }, today);
  terminal.note(findingsText(findings, source, terminal.noteColors));
  if (environment === undefined) {
    terminal.note('nothing was written');
    return exitCodes.mistake;
  }
  // Somebody may have made it while questions were answered.
  refuseExisting(output, force);
  replaceFile(output, text, otherPlace);
  for (const file of [output, ...writeSettingsForCdktf(output), ...keepOutOfGit(output)])
    terminal.print(`wrote ${file}`);
  for (const hint of stillOpen(given)) terminal.note(`still to be replaced: ${hint}`);
  terminal.note(`next: look through it, then ${invocation} plan${output === 'project.yaml' ? '' : ` ${output}`}`);
  return exitCodes.ok;
}

const otherPlace = 'check the folder, or name another file with --output';

function refuseExisting(output: string, force: boolean): void {
  if (force || !existsSync(output)) return;
  throw new UserError(`${output} exists already`, 'name another file with --output, or overwrite it with --force');
}

function checkFlags(flags: Given): void {
  const single = (['name', 'environment', 'owner', 'zone', 'host'] as const).map(
    (name) => [name, flags[name]] as const,
  );
  const repeated = (['region', 'admin'] as const).flatMap((name) =>
    (flags[name] ?? []).map((value) => [name, value] as const),
  );
  for (const [name, value] of [...single, ...repeated] as (readonly [AnswerName, string | undefined])[]) {
    const problem = value === undefined ? undefined : problemWith(name, value);
    if (problem !== undefined) throw new UserError(`--${name}: ${problem.message}`, problem.fix);
  }
}

/** Values for what nobody can know: the account and the domain are those that documentation uses. */
const examples = {
  owner: 'my-team',
  admin: 'arn:aws:iam::111122223333:role/platform',
  zone: 'example.com',
};

function complete(given: Given, folderName: string): Answers {
  const template = given.template ?? 'minimal';
  const name = given.name ?? folderName;
  const wantsDns = template === 'serving' || given.zone !== undefined || given.host !== undefined;
  const zone = given.zone ?? given.host?.split('.').slice(1).join('.') ?? examples.zone;
  return {
    template,
    name,
    environment: given.environment ?? 'dev',
    owner: given.owner ?? examples.owner,
    regions: [...new Set(given.region ?? templates[template].regions)],
    admins: [...new Set(given.admin ?? [examples.admin])],
    ...(wantsDns && { dns: { zone, host: given.host ?? `${name}.${zone}` } }),
  };
}

/** Answers that stand for something that only the user knows. */
function stillOpen({ template, owner, admin, zone, host }: Given): string[] {
  return [
    ...(owner === undefined ? [`owner (${examples.owner})`] : []),
    ...(admin === undefined ? [`cluster.access.admins (${examples.admin})`] : []),
    ...(template === 'serving' && zone === undefined && host === undefined ? [`dns.zone (${examples.zone})`] : []),
  ];
}

/**
 * Lets the cdktf command work in a folder with a `project.yaml`, unless somebody has told it already how to. Returns
 * what was written.
 */
function writeSettingsForCdktf(output: string): string[] {
  const folder = dirname(output);
  const settings = join(folder, 'cdktf.json');
  const app = seenFrom(resolve(folder), join(packageFolder, 'dist', 'main.js'));
  if (basename(output) !== 'project.yaml' || existsSync(settings) || app === undefined) return [];
  const content = { language: 'typescript', app: `node ${app}`, projectId: 'ninefold', sendCrashReports: 'false' };
  replaceFile(settings, `${JSON.stringify(content, null, 2)}\n`, otherPlace);
  return [settings];
}

/** What is made from a spec is not for Git, and states hold secrets. Returns what was written. */
function keepOutOfGit(output: string): string[] {
  const ignored = join(dirname(output), '.gitignore');
  if (existsSync(ignored)) return [];
  replaceFile(ignored, '/cdktf.out/\n/node_modules/\n*.tfstate*\n', otherPlace);
  return [ignored];
}

/** Relative path to a file of this package, for what takes no blanks; undefined if it cannot be given. */
function seenFrom(folder: string, file: string): string | undefined {
  const path = relative(folder, file).split(sep).join('/');
  return existsSync(file) && !/\s/.test(path) ? (path.startsWith('.') ? path : `./${path}`) : undefined;
}
