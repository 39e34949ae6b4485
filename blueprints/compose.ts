import { relative } from 'node:path';
import type { Finding, Location, Path } from '../schemas/finding';
import { readSource } from '../schemas/source';
import { suggestFrom } from '../schemas/suggest';
import { parseYaml, type YamlDocument } from '../schemas/yaml-document';
import { blueprintFile, blueprintNames, blueprintVersions } from './library';
import { mergeOver } from './merge';

/** A project's data with its blueprint merged in, before it is checked. */
export interface Composed {
  readonly value: unknown;
  /** Where a value of the merged data was written: in the project or in the blueprint. */
  locate(path: Path, at: 'key' | 'value'): Location | undefined;
  /** What is wrong with `extends` itself. */
  readonly findings: readonly Finding[];
}

/** Resolves `extends`. A project without it, or with a broken one, is returned as it is. */
export function compose(document: YamlDocument): Composed {
  const reference = referenceOf(document.value);
  const alone = { value: document.value, locate: document.locate };
  if (reference === undefined) return { ...alone, findings: [] };
  const problem = check(reference);
  if (problem !== undefined) {
    const location = document.locate(['extends'], 'value');
    return { ...alone, findings: [{ ...problem, ...(location && { location }) }] };
  }
  const loaded = loadBlueprint(reference);
  if ('findings' in loaded) return { ...alone, findings: loaded.findings };
  return { ...overlay(loaded.document, document), findings: [] };
}

interface Reference {
  readonly name: string;
  readonly version: string;
}

/** Undefined too if the reference is malformed: the schema reports that. */
function referenceOf(value: unknown): Reference | undefined {
  const text = value !== null && typeof value === 'object' ? (value as { extends?: unknown }).extends : undefined;
  const match = typeof text === 'string' ? /^([a-z][-a-z0-9]*)@(\d+\.\d+\.\d+)$/.exec(text) : null;
  return match?.[1] && match[2] ? { name: match[1], version: match[2] } : undefined;
}

function check({ name, version }: Reference): Finding | undefined {
  const versions = blueprintVersions(name);
  if (versions.includes(version)) return undefined;
  const base = { severity: 'error', path: ['extends'] } as const;
  if (versions.length === 0) {
    return {
      ...base,
      rule: 'blueprint/unknown',
      message: `there is no blueprint ${JSON.stringify(name)}`,
      found: name,
      fix: suggestFrom(name, blueprintNames(), 'blueprint'),
    };
  }
  return {
    ...base,
    rule: 'blueprint/unknown-version',
    message: `the blueprint ${name} has no version ${version}`,
    found: version,
    fix: `use ${name}@${versions[versions.length - 1]}`,
  };
}

function loadBlueprint({ name, version }: Reference): { document: YamlDocument } | { findings: Finding[] } {
  const file = blueprintFile(name, version);
  const read = readSource(file);
  if ('finding' in read) return { findings: [read.finding] };
  return parseYaml({ file: shownAs(file), text: read.source.text });
}

/** Findings name files as a user would open them: relative, unless that leads far out of the current folder. */
function shownAs(file: string): string {
  const path = relative('.', file);
  return path.startsWith('..') ? file : path;
}

function overlay(blueprint: YamlDocument, project: YamlDocument): Omit<Composed, 'findings'> {
  const fragment = (blueprint.value as { spec?: unknown }).spec ?? {};
  const { value, origins } = mergeOver(fragment, project.value);
  return {
    value,
    locate(path, at) {
      for (let length = path.length; length >= 0; length--) {
        const origin = origins.get(JSON.stringify(path.slice(0, length)));
        if (origin === undefined) continue;
        const rest = path.slice(length);
        return origin.document === 'project'
          ? project.locate([...origin.path, ...rest], at)
          : blueprint.locate(['spec', ...origin.path, ...rest], at);
      }
      return project.locate(path, at);
    },
  };
}
