import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isOutputFolder } from '../../review/diff/resources/read-output';
import { nothingAt, outputSide, type Side, specSide } from '../../review/diff/side';
import { compileSpec } from '../compile-spec';
import type { Context } from '../context';
import { UserError } from '../exit';
import { findingsText } from '../findings-text';
import { type GitBase, gitBase } from './git-base';

/** What a spec is compared with: one of the two. */
export interface BaseOptions {
  /** Branch, tag or commit. */
  readonly base?: string;
  /** Another spec, a folder with a `project.yaml`, or the output of an earlier synthesis. */
  readonly against?: string;
}

/** @throws UserError if there is nothing to compare with, or its spec has errors */
export function baseSide(file: string, { base, against }: BaseOptions, context: Context): Side {
  if (base !== undefined) return sideInGit(gitBase(file, base), context);
  const place = against ?? '';
  if (!existsSync(place))
    throw new UserError(`${place} does not exist`, 'name a spec, or a folder with one or with the output of `synth`');
  if (!statSync(place).isDirectory()) return sideOf(place, place, context);
  return isOutputFolder(place) ? outputSide(place, place) : sideOf(join(place, 'project.yaml'), place, context);
}

function sideInGit({ file, label, remove }: GitBase, context: Context): Side {
  try {
    return file === undefined ? nothingAt(`${label}, which has no such spec`) : sideOf(file, label, context);
  } finally {
    remove();
  }
}

function sideOf(file: string, label: string, { terminal, today }: Context): Side {
  const compiled = compileSpec(file, today);
  const side = specSide(label, compiled);
  if (side !== undefined) return side;
  terminal.note(findingsText(compiled.findings, compiled.source, terminal.noteColors));
  throw new UserError(`the spec of ${label} has errors`, 'compare with a commit in which it is valid');
}
