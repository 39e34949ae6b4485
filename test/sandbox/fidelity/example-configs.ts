import { join } from 'node:path';
import { compileFile } from '../../../planner/compile';
import type { AttributeType, Value, Values } from '../../../sandbox/protocol/value';
import { completeBlock } from '../../../sandbox/provider/complete';
import type { Block } from '../../../sandbox/schema/provider-schema';
import { exampleNames, examplesFolder } from '../../support/examples';
import { today } from '../../support/spec';
import { synthesizeStacks } from '../../support/synth-folder';
import { samplesOf } from './samples';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Resource = { readonly [name: string]: Json };

/** Every resource of the examples, by its type, as synthesized. */
export function exampleResources(): ReadonlyMap<string, readonly Resource[]> {
  const byType = new Map<string, Resource[]>();
  for (const name of exampleNames) {
    const { environment } = compileFile(join(examplesFolder, name, 'project.yaml'), today);
    if (environment === undefined) throw new Error(`the example ${name} has errors`);
    for (const text of synthesizeStacks(environment).values()) {
      const { resource = {} } = JSON.parse(text) as { resource?: Record<string, Record<string, Resource>> };
      for (const [type, resources] of Object.entries(resource)) {
        byType.set(type, [...(byType.get(type) ?? []), ...Object.values(resources)]);
      }
    }
  }
  return byType;
}

/** A synthesized resource as the provider gets it, with made-up values for what refers to other resources. */
export function configOf(block: Block, resource: Resource): Values {
  return completeBlock(block, readBlock(block, resource));
}

function readBlock(block: Block, json: Resource): Values {
  const attributes = Object.entries(block.attributes).flatMap(([name, { type }]) => {
    const value = json[name];
    return value === undefined || type === undefined ? [] : [[name, read(type, value, name)] as const];
  });
  const blocks = Object.entries(block.blocks).flatMap(([name, nested]) => {
    const value = json[name];
    if (value === undefined || value === null) return [];
    const elements = (Array.isArray(value) ? value : [value]).map((element) =>
      readBlock(nested.block, element as Resource),
    );
    return [[name, nested.nesting === 'single' ? (elements[0] ?? null) : elements] as const];
  });
  return Object.fromEntries([...attributes, ...blocks]);
}

function read(type: AttributeType, json: Json, name: string): Value {
  if (json === null) return null;
  if (typeof json === 'string' && /^\$\{.*\}$/s.test(json)) {
    return samplesOf(/arn\}$/.test(json) && type === 'string' ? 'arn' : name, type)[0];
  }
  if (type === 'string') return text(String(json));
  if (type === 'number') return Number(json);
  if (type === 'bool') return json === true || json === 'true';
  if (type === 'dynamic') return null;
  const [kind, inner] = type;
  if (kind === 'object') {
    return mapValues(inner, (fieldType, field) => read(fieldType, (json as Resource)[field] ?? null, field));
  }
  if (kind === 'map') return mapValues(json as Resource, (element) => read(inner, element, name));
  if (kind === 'tuple') return [];
  return (Array.isArray(json) ? json : [json]).map((element) => read(inner, element, name));
}

/** Text with what Terraform's templates give, made up. */
function text(template: string): string {
  return template
    .replace(/(?<!\$)\$\{[^}]*?(\w*)\}/g, (_, attribute: string) => String(samplesOf(attribute, 'string')[0]))
    .replaceAll('$${', '${')
    .replaceAll('%%{', '%{');
}

function mapValues<T>(record: Readonly<Record<string, T>>, map: (value: T, name: string) => Value): Values {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
