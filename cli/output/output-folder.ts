import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { isAlive, replaceFile } from '../../deploy/replace-file';
import { type ManifestEntry, readManifest, retiredManifest } from '../../deploy/terraform/manifest';
import { runningFolder, runningIn } from '../../deploy/terraform/running';
import { leadsOut } from '../../schemas/relative-path';
import { asUserError } from '../as-user-error';
import { UserError } from '../exit';
import { makeFolder } from '../make-folder';
import { withOutputLock } from './output-lock';

/**
 * A folder that is replaced as a whole or not at all. The new content is written beside it and then renamed into place,
 * so that whoever reads the folder, and whoever finds it after a crash, sees a complete output.
 *
 * Everything in the old folder that synthesis does not write itself is carried over: `.terraform` and
 * `.terraform.lock.hcl`, which `terraform init` would have to make again, and above all `errored.tfstate`, the only
 * copy of a state that Terraform could not store. A stack that the spec has no more but that may still be deployed is
 * retired: it keeps its configuration, by which it can be destroyed, and is described in `retired.json`.
 */
interface OutputFolder {
  /** Where to write the new content. */
  readonly draft: string;
  /** Puts the draft into place. */
  publish(): Published;
  /** Removes the draft, after a failure. */
  discard(): void;
}

interface Published {
  /** What stays in folders of stacks that are gone, relative to the output. */
  readonly left: readonly string[];
  /** Stacks that are gone from the spec and may still be deployed. */
  readonly retired: readonly string[];
}

/** What to do when an output folder cannot be written. */
export const otherFolder = 'name another folder with --output, or correct the cause';

/** Prepares to replace a folder, and finishes or removes what a killed run left beside it. */
export function openOutputFolder(output: string): OutputFolder {
  return asUserError(`cannot write ${output}`, otherFolder, () => {
    const target = existsSync(output) ? realpathSync(output) : resolve(output);
    makeFolder(dirname(target));
    withOutputLock(target, () => recover(target));
    refuseForeign(target);
    refuseBusy(target);
    const draft = `${siblingPrefix(target, 'new')}${process.pid}`;
    mkdirSync(draft);
    return {
      draft,
      publish: () =>
        asUserError(`cannot write ${output}`, otherFolder, () => withOutputLock(target, () => publish(draft, target))),
      discard: () => rmSync(draft, { recursive: true, force: true }),
    };
  });
}

/** Takes a retired stack out of an output folder, once nothing of it is deployed any more. */
export function removeRetiredStack(output: string, name: string): void {
  const { [name]: entry, ...others } = readManifest(join(output, retiredManifest));
  if (entry !== undefined) rmSync(join(output, entry.workingDirectory), { recursive: true, force: true });
  writeRetired(output, others);
}

function publish(draft: string, target: string): Published {
  refuseBusy(target);
  // An empty folder is replaced by the rename itself.
  if (namesIn(target).length === 0) {
    renameSync(draft, target);
    return { left: [], retired: [] };
  }
  const old = `${siblingPrefix(target, 'old')}${process.pid}`;
  renameSync(target, old);
  try {
    renameSync(draft, target);
  } catch (error) {
    renameSync(old, target);
    throw error;
  }
  const kept = carryOver(old, target);
  rmSync(old, { recursive: true, force: true });
  return kept;
}

/** What synthesis writes, below the output and below each stack's folder. */
const synthesized = {
  top: ['manifest.json', 'stacks', 'manifests', 'argocd', retiredManifest, runningFolder],
  stack: ['cdk.tf.json', 'assets', 'charts'],
};

/** What only Terraform leaves in a stack's folder: without it, the stack was never deployed from there. */
const traces = ['.terraform', 'errored.tfstate'];

/** What `terraform init` makes again: of no use without its stack. */
const reproducible = ['.terraform', '.terraform.lock.hcl', 'ninefold.tfplan', 'half-made.tfplan'];

/** Moves what synthesis did not write from the old folder to the new one. May be repeated after an interruption. */
function carryOver(old: string, target: string): Published {
  for (const name of namesIn(old)) {
    if (!synthesized.top.includes(name)) move(join(old, name), join(target, name));
  }
  const entries = { ...readManifest(join(old, retiredManifest)), ...readManifest(join(old, 'manifest.json')) };
  const retired: Record<string, ManifestEntry> = { ...readManifest(join(target, retiredManifest)) };
  const left: string[] = [];
  for (const stack of namesIn(join(old, 'stacks'))) {
    const [from, to] = [join(old, 'stacks', stack), join(target, 'stacks', stack)];
    const entry = entries[stack];
    const isGone = !existsSync(join(to, 'cdk.tf.json'));
    const wasDeployed = retired[stack] !== undefined || namesIn(from).some((name) => traces.includes(name));
    if (isGone && entry !== undefined && wasDeployed) {
      retired[stack] = entry;
      // Written first: what comes after can be repeated.
      writeRetired(target, retired);
      for (const name of namesIn(from)) moveInto(to, from, name);
      continue;
    }
    const names = namesIn(from).filter((name) => !synthesized.stack.includes(name));
    for (const name of isGone ? names.filter((name) => !reproducible.includes(name)) : names) moveInto(to, from, name);
    if (isGone) left.push(...namesIn(to).map((name) => join('stacks', stack, name)));
  }
  return { left, retired: Object.keys(retired) };
}

function writeRetired(output: string, stacks: Readonly<Record<string, ManifestEntry>>): void {
  const file = join(output, retiredManifest);
  if (Object.keys(stacks).length === 0) rmSync(file, { force: true });
  else replaceFile(file, `${JSON.stringify({ stacks }, null, 2)}\n`);
}

function moveInto(folder: string, from: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  move(join(from, name), join(folder, name));
}

function move(from: string, to: string): void {
  if (!existsSync(to)) renameSync(from, to);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/** Brings the output into order after runs that were killed: drafts go, a replaced folder is finished or put back. */
function recover(target: string): void {
  for (const path of [...siblings(target, 'new'), ...siblings(target, 'lock')]) {
    rmSync(path, { recursive: true, force: true });
  }
  for (const path of siblings(target, 'old')) {
    if (existsSync(target)) {
      carryOver(path, target);
      rmSync(path, { recursive: true, force: true });
    } else {
      renameSync(path, target);
    }
  }
}

/** Start of the names of what is made beside the output; the process's id follows. */
function siblingPrefix(target: string, kind: 'new' | 'old' | 'lock'): string {
  return join(dirname(target), `.${basename(target)}.${kind}-`);
}

/** Folders of earlier runs, without those of runs that are still going on. */
function siblings(target: string, kind: 'new' | 'old' | 'lock'): string[] {
  const prefix = basename(siblingPrefix(target, kind));
  return namesIn(dirname(target))
    .filter((name) => name.startsWith(prefix) && !isAlive(Number.parseInt(name.slice(prefix.length), 10)))
    .map((name) => join(dirname(target), name));
}

/** A mistyped `--output` must not replace a folder that holds something else. */
function refuseForeign(target: string): void {
  const fromTarget = relative(target, process.cwd());
  if (fromTarget === '' || (!leadsOut(fromTarget) && !isAbsolute(fromTarget))) {
    throw new UserError(
      'the output folder must not hold the current folder',
      'name a folder inside it: --output cdktf.out',
    );
  }
  if (existsSync(target) && (!statSync(target).isDirectory() || (namesIn(target).length > 0 && !isOutput(target)))) {
    throw new UserError(
      `${target} exists and was not written by \`ninefold synth\``,
      'name another folder with --output, or remove this one if nobody needs it',
    );
  }
}

/** A process must not lose the folder that it works in; Terraform could not store its state then. */
function refuseBusy(target: string): void {
  const [busy] = runningIn(target);
  if (busy === undefined) return;
  throw new UserError(
    `${target} is in use: \`${busy.work}\` is running there (process ${busy.pid}, since ${busy.since.toISOString()})`,
    `wait until it has ended, or let it finish early: kill -INT ${busy.pid}`,
  );
}

/** Whether a folder holds what cdktf writes. */
function isOutput(folder: string): boolean {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as unknown;
    return manifest !== null && typeof manifest === 'object' && 'stacks' in manifest;
  } catch {
    return false;
  }
}
