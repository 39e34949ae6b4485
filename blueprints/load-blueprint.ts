import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { Finding, Path } from '../schemas/finding';
import { isMap } from '../schemas/is-map';
import { leadsOut } from '../schemas/relative-path';
import { readSource } from '../schemas/source';
import { listed, suggest } from '../schemas/suggest';
import { parseYaml, type YamlDocument } from '../schemas/yaml-document';
import type { ParameterSchemas } from './parameters';

/** A blueprint's file, read and checked for its shape; its fragment is checked as a part of the project. */
export interface Blueprint {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly parameters: ParameterSchemas;
  readonly document: YamlDocument;
  /** Of the file's bytes: `sha256-…`. */
  readonly hash: string;
}

export function loadBlueprint(file: string): { blueprint: Blueprint } | { findings: readonly Finding[] } {
  const read = readSource(file);
  if ('finding' in read) return { findings: [read.finding] };
  const parsed = parseYaml({ file: shownAs(file), text: read.source.text });
  if ('findings' in parsed) return parsed;
  const findings = shapeFindings(parsed.document);
  if (findings.length > 0) return { findings };
  const { name, version, description, parameters } = parsed.document.value as Blueprint;
  const hash = `sha256-${createHash('sha256').update(read.source.text).digest('hex')}`;
  return { blueprint: { name, version, description, parameters: parameters ?? {}, document: parsed.document, hash } };
}

/** Findings name files as a user would open them: relative, unless that leads far out of the current folder. */
function shownAs(file: string): string {
  const path = relative('.', file);
  return leadsOut(path) ? file : path;
}

const textKeys = ['name', 'version', 'description'] as const;
const keys = ['apiVersion', 'kind', ...textKeys, 'extends', 'parameters', 'spec'] as const;

/** A blueprint has few keys, of which each has one form: less than a schema and its translation into findings. */
function shapeFindings(document: YamlDocument): Finding[] {
  const { value } = document;
  if (!isMap(value)) return [invalid(document, [], 'a blueprint is a map', `keys ${listed(keys)}`)];
  const expectations: readonly [key: string, holds: boolean, expected: string][] = [
    ['apiVersion', value['apiVersion'] === 'ninefold/v1alpha1', 'ninefold/v1alpha1'],
    ['kind', value['kind'] === 'Blueprint', 'Blueprint'],
    ...textKeys
      .map((key) => [key, typeof value[key] === 'string' && value[key] !== '', 'a text'] as const)
      .map(([key, holds, expected]): [string, boolean, string] => [key, holds, expected]),
    ['parameters', isParameters(value['parameters'] ?? {}), 'a map of names to JSON Schemas with a description'],
    ['spec', isMap(value['spec'] ?? {}), 'a part of a project, as a map'],
  ];
  return [
    ...Object.keys(value)
      .filter((key) => !(keys as readonly string[]).includes(key))
      .map((key) => unknownKey(document, key)),
    ...expectations
      .filter(([, holds]) => !holds)
      .map(([key, , expected]) => {
        const what = Object.hasOwn(value, key) ? 'is not what it has to be' : 'is missing';
        return invalid(document, [key], `${key} of the blueprint ${what}`, expected);
      }),
  ];
}

function isParameters(value: unknown): boolean {
  return (
    isMap(value) &&
    Object.entries(value).every(
      ([name, schema]) =>
        /^[A-Za-z][A-Za-z0-9]*$/.test(name) && isMap(schema) && typeof schema['description'] === 'string',
    )
  );
}

function unknownKey(document: YamlDocument, key: string): Finding {
  const near = suggest(key, keys);
  const finding = invalid(document, [key], `the key ${JSON.stringify(key)} is not known in a blueprint`, listed(keys));
  return near === undefined ? finding : { ...finding, fix: `did you mean ${JSON.stringify(near)}?` };
}

function invalid(document: YamlDocument, path: Path, message: string, expected: string): Finding {
  const location = document.locate(path, 'key');
  return {
    rule: 'blueprint/invalid',
    severity: 'error',
    path,
    message,
    expected,
    fix: 'correct the blueprint, or extend another version of it',
    ...(location && { location }),
  };
}
