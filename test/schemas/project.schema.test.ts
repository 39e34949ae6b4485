import Ajv2020 from 'ajv/dist/2020';
import projectSchema from '../../schemas/project.schema.json';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly 'x-default'?: string;
  readonly 'x-update'?: string;
  readonly 'x-format'?: string;
}

const schema = projectSchema as unknown as Schema & { readonly $defs: Readonly<Record<string, Schema>> };

interface Property {
  readonly path: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
}

/** Every property of every object of the schema. */
function propertiesOf(node: Schema, path: string): Property[] {
  const own = Object.entries(node.properties ?? {}).flatMap(([name, child]) => [
    { path: `${path}.${name}`, schema: child, isRequired: node.required?.includes(name) ?? false },
    ...propertiesOf(child, `${path}.${name}`),
  ]);
  const nested = [...(node.items ? [node.items] : []), ...(node.oneOf ?? [])].flatMap((child) =>
    propertiesOf(child, path),
  );
  return [...own, ...nested];
}

const properties = [
  ...propertiesOf(schema, 'project'),
  ...Object.entries(schema.$defs).flatMap(([name, definition]) => propertiesOf(definition, name)),
];

/** The schema of one value, with its references and the keywords of documentation resolved, as Ajv compiles it. */
function compileAt(property: Schema) {
  const ajv = new Ajv2020({ keywords: ['x-default', 'x-format', 'x-update'], strict: false });
  return ajv.compile({ ...property, $defs: schema.$defs });
}

const impacts = ['in-place', 'rolling', 'replace', 'data-loss', 'blocked'];

describe('the schema of a project', () => {
  it('has properties to look at', () => {
    expect(properties.length).toBeGreaterThan(100);
  });

  test.each(properties.map((p) => [p.path, p] as const))(
    '%s says what it is, what it defaults to, and what a change of it does',
    (_path, p) => {
      expect(p.schema.description).toMatch(/^.{10,}\.$/s);
      const hasDefault = p.schema.default !== undefined || p.schema['x-default'] !== undefined;
      expect({ required: p.isRequired, hasDefault }).toEqual({ required: p.isRequired, hasDefault: !p.isRequired });
      expect(impacts).toContain(p.schema['x-update']);
    },
  );

  test.each(properties.map((p) => [p.path, p] as const))(
    '%s has examples and a default that it accepts itself',
    (_path, p) => {
      const accepts = compileAt(p.schema);
      expect(p.schema.examples?.length).toBeGreaterThan(0);
      for (const example of p.schema.examples ?? []) expect([example, accepts(example)]).toEqual([example, true]);
      if (p.schema.default !== undefined) expect(accepts(structuredClone(p.schema.default))).toBe(true);
    },
  );

  it('says of every pattern in words what it accepts', () => {
    const missing = JSON.stringify(schema, (_key, value) =>
      value !== null &&
      typeof value === 'object' &&
      typeof value.pattern === 'string' &&
      value['x-format'] === undefined
        ? { MISSING: value.pattern }
        : value,
    );
    expect(missing).not.toContain('MISSING');
  });

  it('refuses unknown keys in every object that lists its keys', () => {
    const open: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (node === null || typeof node !== 'object') return;
      const { properties: keys, additionalProperties } = node as Schema;
      if (keys !== undefined && path.split('.').at(-1) !== 'properties' && additionalProperties !== false)
        open.push(path);
      for (const [key, child] of Object.entries(node)) visit(child, `${path}.${key}`);
    };
    visit(schema, 'schema');
    expect(open).toEqual([]);
  });

  it('is valid JSON Schema 2020-12 under its published id', () => {
    expect(new Ajv2020({ strict: false }).validateSchema(projectSchema)).toBe(true);
    expect(projectSchema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(projectSchema.$id).toMatch(/^https:\/\/.+\/v1alpha1\/project\.schema\.json$/);
  });
});
