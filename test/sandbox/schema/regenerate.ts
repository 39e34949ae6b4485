import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Attribute, Block, ProviderSchema } from '../../../sandbox/schema/provider-schema';
import { terraformCommand } from '../../support/terraform';

interface Generator {
  generate(constraint: { name: string; source: string; version: string }): void;
  save(folder: string): Promise<void>;
}

/**
 * Runs cdktf's own generator of bindings over a schema. Returns the TypeScript that it writes, by path:
 * `eks-cluster/index.ts`.
 *
 * @param constraint version of the provider that the bindings asked for, which they repeat: `~> 6.0`
 */
export async function regenerate(schema: ProviderSchema, constraint: string): Promise<Map<string, string>> {
  // The generator belongs to the command line of cdktf, which asks Terraform for its version when it loads.
  process.env['TERRAFORM_BINARY_NAME'] = terraformCommand;
  const fromCli = createRequire(require.resolve('cdktf-cli/package.json'));
  const fromGenerator = createRequire(fromCli.resolve('@cdktf/provider-generator/package.json'));
  const { TerraformProviderGenerator } = fromGenerator('./lib/get/generator/provider-generator') as {
    TerraformProviderGenerator: new (code: object, schema: object) => Generator;
  };
  const { CodeMaker } = fromGenerator('codemaker') as { CodeMaker: new () => object };

  const name = schema.source.split('/')[1] ?? '';
  const generator = new TerraformProviderGenerator(new CodeMaker(), terraformJson(schema));
  generator.generate({ name, source: name, version: constraint });
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-bindings-'));
  try {
    await generator.save(folder);
    return readTree(join(folder, 'providers', name));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readTree(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

/** A schema in the form of `terraform providers schema -json`. */
function terraformJson({ source, version, provider, resources, dataSources }: ProviderSchema): object {
  const name = `registry.terraform.io/${source}`;
  return {
    provider_schemas: {
      [name]: {
        provider: { block: blockJson(provider) },
        resource_schemas: schemasJson(resources),
        data_source_schemas: schemasJson(dataSources),
      },
    },
    provider_versions: { [name]: version },
  };
}

/** In order of their names, as the generator numbers names that collide in the order in which it meets them. */
function schemasJson(blocks: Readonly<Record<string, Block>>): object {
  const sorted = Object.entries(blocks).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([type, block]) => [type, { block: blockJson(block) }]));
}

function blockJson({ attributes, blocks }: Block): object {
  return {
    attributes: attributesJson(attributes),
    block_types: Object.fromEntries(
      Object.entries(blocks).map(([name, { nesting, minItems, maxItems, block }]) => [
        name,
        { nesting_mode: nesting, min_items: minItems, max_items: maxItems, block: blockJson(block) },
      ]),
    ),
  };
}

function attributesJson(attributes: Readonly<Record<string, Attribute>>): object {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, { nested, ...attribute }]) => [
      name,
      nested === undefined
        ? attribute
        : {
            ...attribute,
            nested_type: { nesting_mode: nested.nesting, attributes: attributesJson(nested.attributes) },
          },
    ]),
  );
}
