import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulateAws } from '../../sandbox/aws/simulation';
import { openStore } from '../../sandbox/cloud/store';
import { hasUnknown } from '../../sandbox/protocol/paths';
import type { Values } from '../../sandbox/protocol/value';
import { completeBlock } from '../../sandbox/provider/complete';
import { planChange, planCreation } from '../../sandbox/provider/plan';
import type { SchemaLookup } from '../../sandbox/provider/provider';
import { cachedSchema } from '../../sandbox/schema/cached-schema';
import { openSchema } from '../../sandbox/schema/open-schema';
import { schemaCache } from './schema-cache';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

let schema: SchemaLookup | undefined;

/** A fresh simulated account in a temporary folder, used the way in which Terraform uses a provider. */
export function simulatedAws() {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-cloud-'));
  folders.push(folder);
  return accountIn(folder, 'us-east-1');
}

function accountIn(folder: string, region: string) {
  const lookup = schema ?? openSchema(cachedSchema('aws', schemaCache));
  schema = lookup;
  const store = openStore(folder);
  const configuration = completeBlock(lookup.provider, { region });
  const simulation = simulateAws({ folder, store, schema: lookup, configuration });

  const blockOf = (type: string) => {
    const block = lookup.resource(type);
    if (block === undefined) throw new Error(`no such type: ${type}`);
    return block;
  };
  const complete = (type: string, config: Values) => completeBlock(blockOf(type), config);

  /** What Terraform proposes: the configuration, and prior values of computed attributes that it leaves open. */
  const propose = (type: string, prior: Values, config: Values): Values => {
    const computed = Object.entries(blockOf(type).attributes).filter(([, attribute]) => attribute.computed);
    const kept = computed
      .filter(([name]) => (config[name] ?? null) === null)
      .map(([name]) => [name, prior[name] ?? null]);
    return { ...complete(type, config), ...Object.fromEntries(kept) };
  };
  const planUpdate = (type: string, prior: Values, config: Values) => {
    const change = planChange(blockOf(type), prior, propose(type, prior, config), simulation.recomputed(type));
    return simulation.plan(type, prior, change, complete(type, config));
  };

  const settled = (type: string, values: Values): Values => {
    if (hasUnknown(values)) throw new Error(`${type}: something is still unknown after the apply`);
    return completeBlock(blockOf(type), values);
  };

  return {
    in: (other: string) => accountIn(folder, other),
    folder,
    store,
    validate: (type: string, config: Values) =>
      simulation.validate(type, complete(type, config)).map(({ summary, detail }) => `${summary}: ${detail}`),
    async create(type: string, config: Values): Promise<Values> {
      const generic = planCreation(blockOf(type), complete(type, config));
      const { planned } = simulation.plan(type, null, generic, complete(type, config));
      const { values, failure } = await simulation.create(type, planned).catch(withCode);
      if (failure) throw new Error(`${failure.code}: ${failure.message}`);
      return settled(type, values);
    },
    async update(type: string, prior: Values, config: Values): Promise<Values> {
      const { planned, replacedBy } = planUpdate(type, prior, config);
      if (replacedBy.length > 0) throw new Error(`replaced by ${replacedBy.join(', ')}`);
      const { values } = await simulation.update(type, prior, planned).catch(withCode);
      return settled(type, values);
    },
    replacedBy: (type: string, prior: Values, config: Values) => planUpdate(type, prior, config).replacedBy,
    read: (type: string, values: Values) => simulation.read(type, values),
    destroy: (type: string, values: Values) => simulation.remove(type, values).catch(withCode),
    importObject: (type: string, id: string) => simulation.importObject(type, id).catch(withCode),
    data: (type: string, config: Values) => {
      const block = lookup.dataSource(type);
      if (block === undefined) throw new Error(`no such data source: ${type}`);
      return simulation.readData(type, completeBlock(block, config)).catch(withCode);
    },
    objects: () => store.all().map(({ place, type, id }) => ({ region: place, type, id })),
  };
}

function withCode(error: Error & { code?: string }): never {
  throw error.code === undefined ? error : new Error(`${error.code}: ${error.message}`);
}
