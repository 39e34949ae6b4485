import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAwsProvider } from '../../constructs/substrate/aws-provider';
import { App, TerraformStack } from '../../constructs/substrate/cdktf';

type Attributes = Record<string, unknown>;

/** One synthesized stack, as Terraform reads it. */
export interface Synthesized {
  readonly json: Record<string, unknown>;
  /** Every resource of a type, by logical id. */
  resources(type: string): Record<string, Attributes>;
  /** The only resource of a type; fails if there is none or more than one. */
  resource(type: string): Attributes;
  /** Number of resources of all types. */
  readonly count: number;
}

/** Builds one stack in memory, with an AWS provider for us-east-1, and returns what Terraform would read. */
export function synthesize(build: (stack: TerraformStack) => void): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'ninefold-test-'));
  try {
    const stack = new TerraformStack(new App({ outdir }), 'test');
    addAwsProvider(stack, { region: 'us-east-1', tags: {} });
    build(stack);
    return readStack(stack.toTerraform());
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Wraps the JSON of one stack for assertions. */
export function readStack(raw: unknown): Synthesized {
  const json = JSON.parse(JSON.stringify(raw)) as Record<string, unknown>;
  const byType = (json['resource'] ?? {}) as Record<string, Record<string, Attributes>>;
  for (const group of Object.values(byType)) for (const resource of Object.values(group)) delete resource['//'];
  const resources = (type: string) => byType[type] ?? {};
  return {
    json,
    resources,
    resource(type) {
      const found = Object.values(resources(type));
      if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} resources of type ${type}`);
      return found[0];
    },
    count: Object.values(byType).reduce((sum, group) => sum + Object.keys(group).length, 0),
  };
}
