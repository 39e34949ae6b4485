import { type Outcome, operate } from '../cloud/operate';
import type { OperationKind } from '../cloud/operations';
import type { Store } from '../cloud/store';
import { isEqual, textOf, valuesAt } from '../protocol/paths';
import { isValues, unknown, type Value, type Values } from '../protocol/value';
import { inventUnknown } from '../provider/invent';
import type { SchemaLookup } from '../provider/provider';
import type { Applied, Simulation } from '../provider/simulation';
import type { Block } from '../schema/provider-schema';
import { globalControlPlane, openAccount } from './account';
import { modelComplaints } from './complaints';
import { identify, importIdOf, nameOf } from './identify';
import { awsData, awsModels } from './models';
import {
  changeObject,
  createObject,
  inventText,
  keyOf,
  notFound,
  placeOf,
  removeObject,
  type Service,
} from './service';

interface AwsProps {
  /** Folder of the simulated cloud. */
  readonly folder: string;
  readonly store: Store;
  readonly schema: SchemaLookup;
  /** Configuration of the provider. */
  readonly configuration: Values;
}

/** The services of AWS behind one configured provider. */
export function simulateAws({ folder, store, schema, configuration }: AwsProps): Simulation {
  const providerRegion = textOf(configuration, 'region') ?? globalControlPlane;
  const defaultTags = Object.assign({}, ...valuesAt(configuration, 'default_tags.tags')) as Values;

  const regionOf = (values: Values) => textOf(values, 'region') ?? providerRegion;
  const service = (type: string, values: Values): Service => ({
    store,
    type,
    block: schema.resource(type) ?? missingType(type),
    region: regionOf(values),
  });

  function call<T>(operation: OperationKind, type: string, values: Values, commit: () => T): Promise<Outcome<T>> {
    const name = nameOf(values);
    const hasId = operation !== 'create' && operation !== 'data';
    const subject = {
      operation,
      region: awsModels[type]?.scope === 'global' ? globalControlPlane : regionOf(values),
      type,
      ...(hasId ? { id: identify(values, awsModels[type]) } : {}),
      ...(name === undefined ? {} : { name }),
    };
    return operate(folder, subject, commit);
  }

  return {
    validate(type, config) {
      const model = awsModels[type];
      return model ? modelComplaints(model, config) : [];
    },

    recomputed: (type) => awsModels[type]?.recomputed ?? [],

    plan(type, prior, planned) {
      const foreseen = foresee(service(type, planned).block, planned, providerRegion, defaultTags);
      return { planned: foreseen, replacedBy: prior === null ? [] : replacing(type, prior, foreseen) };
    },

    async create(type, planned): Promise<Applied> {
      const { result, failure } = await call('create', type, planned, () =>
        createObject(service(type, planned), planned),
      );
      return failure ? { values: result.values, failure } : { values: result.values };
    },

    async read(type, values) {
      const key = keyOf(type, values, regionOf(values));
      const { result } = await call('read', type, values, () => store.get(key)?.values ?? null);
      return result;
    },

    async update(type, prior, planned): Promise<Applied> {
      const { result } = await call('update', type, prior, () => changeObject(service(type, prior), prior, planned));
      return { values: result.values };
    },

    async remove(type, prior) {
      await call('delete', type, prior, () => removeObject(service(type, prior), prior));
    },

    async importObject(type, id) {
      const place = placeOf(type, providerRegion);
      const { importId } = awsModels[type] ?? {};
      const { result } = await call('import', type, { id }, () => {
        const found = importId
          ? store.list(place, type).find(({ values }) => importIdOf(values, importId) === id)
          : store.get({ place, type, id });
        if (found === undefined) throw notFound({ place, type, id });
        return found.values;
      });
      return result;
    },

    async readData(type, config) {
      const block = schema.dataSource(type) ?? missingType(type);
      const { result } = await call('data', type, config, () => {
        const aws = openAccount(store, regionOf(config), placeOf);
        const found = awsData[type]?.(config, aws) ?? {};
        const region = block.attributes['region']?.type === 'string' ? { region: aws.region } : {};
        return inventUnknown(block, { ...config, ...unset(block, config), ...region, ...found }, inventText(type, aws));
      });
      return result;
    },
  };
}

/** A plan with what the provider knows before it asks anybody: the region, and all tags. */
function foresee(block: Block, planned: Values, region: string, defaultTags: Values): Values {
  const { attributes } = block;
  const foreseen: Record<string, Value> = { ...planned };
  if (attributes['region']?.computed && foreseen['region'] === unknown) foreseen['region'] = region;
  if (attributes['tags_all']?.computed) {
    const tags = planned['tags'] ?? null;
    foreseen['tags_all'] = tags === unknown ? unknown : { ...defaultTags, ...(isValues(tags) ? tags : {}) };
  }
  return foreseen;
}

/** Attributes and blocks whose change forces a replacement. */
function replacing(type: string, prior: Values, planned: Values): string[] {
  const { replacedBy = [], replacedWhen } = awsModels[type] ?? {};
  const paths = [...replacedBy, 'region'];
  const changed = paths.filter((path) => !isEqual(valuesAt(prior, path), valuesAt(planned, path)));
  return [
    ...new Set([...changed, ...(replacedWhen?.(prior, planned) ?? [])].map((path) => path.split('.')[0] ?? path)),
  ];
}

/** Computed attributes that a configuration leaves to the service. */
function unset(block: Block, config: Values): Values {
  const open = Object.entries(block.attributes).filter(
    ([name, { computed }]) => computed && (config[name] ?? null) === null,
  );
  return Object.fromEntries(open.map(([name]) => [name, unknown]));
}

function missingType(type: string): never {
  throw new Error(`the provider has no type ${type}`);
}
