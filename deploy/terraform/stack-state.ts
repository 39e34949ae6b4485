import type { Stack } from './manifest';
import { printedJson } from './printed-json';
import type { Terraform } from './terraform';

/** An object that Terraform manages, as its state has it. */
export interface StateResource {
  /** Without the key of the instance. */
  readonly resource: string;
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The parts of a state, version 4, that are read here. */
interface State {
  readonly resources?: readonly {
    readonly mode: string;
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly {
      readonly index_key?: string | number;
      readonly attributes?: Readonly<Record<string, unknown>>;
    }[];
  }[];
}

/** What a stack's state holds. The stack must be initialised. */
export async function readState(stack: Stack, terraform: Terraform): Promise<StateResource[]> {
  return resourcesIn(await terraform.read(stack, ['state', 'pull']));
}

/** @param text what `terraform state pull` prints: nothing if there is no state yet */
export function resourcesIn(text: string): StateResource[] {
  if (!text.includes('{')) return [];
  const { resources = [] } = printedJson(text) as State;
  return resources
    .filter(({ mode }) => mode === 'managed')
    .flatMap(({ module, type, name, instances }) => {
      const resource = `${module === undefined ? '' : `${module}.`}${type}.${name}`;
      return instances.map(({ index_key: key, attributes = {} }) => ({
        resource,
        address: key === undefined ? resource : `${resource}[${JSON.stringify(key)}]`,
        type,
        attributes,
      }));
    });
}
