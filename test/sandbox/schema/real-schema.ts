import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttributeType } from '../../../sandbox/protocol/value';
import type { Block } from '../../../sandbox/schema/provider-schema';
import { terraformCommand, terraformEnvironment } from '../../support/terraform';

/** A block in the form of `terraform providers schema -json`. */
export interface RealBlock {
  readonly attributes?: Readonly<Record<string, RealAttribute>>;
  readonly block_types?: Readonly<
    Record<string, { nesting_mode: string; min_items?: number; max_items?: number; block: RealBlock }>
  >;
}

interface RealAttribute {
  readonly type: AttributeType;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly write_only?: true;
}

interface RealSchema {
  readonly provider: { readonly block: RealBlock };
  readonly resource_schemas: Readonly<Record<string, { readonly block: RealBlock }>>;
  readonly data_source_schemas: Readonly<Record<string, { readonly block: RealBlock }>>;
}

/** The schema of the real hashicorp/aws 5.100, the version that tests have at hand, from Terraform. */
export function realAwsSchema(): RealSchema {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-schema-'));
  try {
    const configuration = {
      terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '5.100.0' } } },
    };
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(configuration));
    const options = { cwd: folder, env: terraformEnvironment(folder), encoding: 'utf8', maxBuffer: 2 ** 30 } as const;
    spawnSync(terraformCommand, ['init', '-backend=false', '-input=false'], options);
    const { stdout, stderr } = spawnSync(terraformCommand, ['providers', 'schema', '-json'], options);
    if (stdout === '') throw new Error(stderr);
    const { provider_schemas } = JSON.parse(stdout) as { provider_schemas: Record<string, RealSchema> };
    const schema = provider_schemas['registry.terraform.io/hashicorp/aws'];
    if (schema === undefined) throw new Error('Terraform did not tell the schema of hashicorp/aws');
    return schema;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * How a derived block differs from the real one, in what exists in both: `path: derived, really real`. Bindings do not
 * have limits on blocks other than one, so that these are not compared.
 */
export function differences(path: string, derived: Block, real: RealBlock): string[] {
  const found: string[] = [];
  for (const [name, attribute] of Object.entries(derived.attributes)) {
    const counterpart = real.attributes?.[name];
    if (real.block_types?.[name] !== undefined) found.push(`${path}.${name}: attribute, really a block`);
    if (counterpart === undefined) continue;
    const flags = describe({ ...attribute, write_only: attribute.writeOnly });
    const realFlags = describe(counterpart);
    if (flags !== realFlags) found.push(`${path}.${name}: ${flags}, really ${realFlags}`);
  }
  for (const [name, { nesting, minItems = 0, maxItems = 0, block }] of Object.entries(derived.blocks)) {
    const counterpart = real.block_types?.[name];
    if (real.attributes?.[name] !== undefined) found.push(`${path}.${name}: block, really an attribute`);
    if (counterpart === undefined) continue;
    const { nesting_mode, min_items = 0, max_items = 0 } = counterpart;
    const limits = `${nesting} ${minItems}-${maxItems}`;
    const realLimits = `${nesting_mode} ${Math.min(min_items, 1)}-${max_items === 1 ? 1 : 0}`;
    if (limits !== realLimits) found.push(`${path}.${name}: ${limits}, really ${realLimits}`);
    found.push(...differences(`${path}.${name}`, block, counterpart.block));
  }
  return found;
}

interface Described {
  readonly type?: AttributeType;
  readonly required?: true;
  readonly optional?: true;
  readonly computed?: true;
  readonly write_only?: true | undefined;
}

/** `string optional computed`. */
function describe({ type, ...flags }: Described): string {
  const set = (['required', 'optional', 'computed', 'write_only'] as const).filter((flag) => flags[flag]);
  return [typeof type === 'string' ? type : JSON.stringify(sorted(type)), ...set].join(' ');
}

/** The type with the attributes of objects in order of their names. */
function sorted(type: unknown): unknown {
  if (Array.isArray(type)) return type.map(sorted);
  if (typeof type !== 'object' || type === null) return type;
  const entries = Object.entries(type).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}
