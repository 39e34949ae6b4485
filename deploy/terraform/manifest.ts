import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One Terraform configuration with a state of its own. */
export interface Stack {
  readonly name: string;
  /** Folder that Terraform runs in, absolute if the output folder is. */
  readonly folder: string;
  /** Stacks whose outputs this one reads. */
  readonly dependencies: readonly string[];
}

/** A stack as cdktf describes it in `manifest.json`; only what is read here. */
export interface ManifestEntry {
  readonly name: string;
  readonly workingDirectory: string;
  readonly dependencies: readonly string[];
}

/** File of an output folder that describes the stacks that the spec has no more but that may still be deployed. */
export const retiredManifest = 'retired.json';

/** The stacks of an output folder of cdktf. */
export function readStacks(output: string): Stack[] {
  return Object.values(readManifest(join(output, 'manifest.json'))).map((entry) => toStack(output, entry));
}

/** Stacks that are gone from the spec and may still be deployed; their configuration is kept in the output folder. */
export function readRetiredStacks(output: string): Stack[] {
  return Object.values(readManifest(join(output, retiredManifest))).map((entry) => toStack(output, entry));
}

/** The entries of a manifest by stack; none if there is no such file. */
export function readManifest(file: string): Readonly<Record<string, ManifestEntry>> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
  return (JSON.parse(text) as { readonly stacks?: Readonly<Record<string, ManifestEntry>> }).stacks ?? {};
}

function toStack(output: string, { name, workingDirectory, dependencies }: ManifestEntry): Stack {
  return { name, folder: join(output, workingDirectory), dependencies };
}
