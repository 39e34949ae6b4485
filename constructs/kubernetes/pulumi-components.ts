import type { Manifest } from './manifest';

/** The parts of `@pulumi/pulumi` that rendering needs: the caller's own copy, to which its components belong. */
export interface PulumiModule {
  /** Its runtime, which is given an engine that only collects. */
  readonly runtime: {
    setMocks(mocks: PulumiMocks, project?: string, stack?: string, preview?: boolean): void | Promise<void>;
  };
}

interface PulumiMocks {
  newResource(given: PulumiResource): { id: string | undefined; state: Record<string, unknown> };
  call(given: { readonly token: string }): Record<string, unknown>;
}

interface PulumiResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly custom?: boolean;
}

/**
 * Renders components that were written for `@pulumi/kubernetes` into manifests, in an order that does not depend on the
 * one in which they were made. No Pulumi engine, state or cluster is involved: resources are collected in the place of
 * the engine, and references between them have the values that were given.
 *
 * Await it before the app is synthesized. Mocks are global to a process, so renderings wait for each other.
 *
 * @param pulumi the caller's `@pulumi/pulumi`
 * @param build makes the resources
 * @throws Error that lists everything that cannot be rendered: resources of other providers, Helm charts and YAML files
 * (only the engine reads them), objects without a name, and secrets with values
 *
 * Source: Pulumi documentation, "Unit testing Pulumi programs" (mocks); `@pulumi/pulumi` 3.248, `runtime.waitForRPCs`.
 */
export function renderPulumiComponents(
  pulumi: PulumiModule,
  build: () => unknown | Promise<unknown>,
): Promise<readonly Manifest[]> {
  const rendering = queue.then(() => render(pulumi, build));
  queue = rendering.catch(() => undefined);
  return rendering;
}

let queue: Promise<unknown> = Promise.resolve();

async function render(pulumi: PulumiModule, build: () => unknown | Promise<unknown>): Promise<readonly Manifest[]> {
  const collected: PulumiResource[] = [];
  const called: string[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource(resource) {
        collected.push(resource);
        return { id: resource.name, state: resource.inputs };
      },
      call({ token }) {
        called.push(token);
        return {};
      },
    },
    'ninefold',
    'render',
    false,
  );
  await build();
  await waitForResources(pulumi);
  const problems = [
    ...called.map((token) => `${token} is answered by the Pulumi engine only: give its result as plain data`),
    ...collected.flatMap(problemsOf),
  ];
  if (problems.length > 0) throw new Error(`these components cannot be rendered:\n  ${problems.sort().join('\n  ')}`);
  return collected.filter(isObject).map(manifestOf).sort(inOrder);
}

/** It is not in the types of `@pulumi/pulumi`, although its own test helpers use it. */
function waitForResources({ runtime }: PulumiModule): Promise<void> {
  const { waitForRPCs } = runtime as PulumiModule['runtime'] & { waitForRPCs?: () => Promise<void> };
  if (waitForRPCs === undefined) throw new Error('this version of @pulumi/pulumi has no runtime.waitForRPCs');
  return waitForRPCs();
}

/** Components are there to hold others; what they hold is collected by itself. */
function isComponent({ custom, type }: PulumiResource): boolean {
  return custom === false || type === 'pulumi:pulumi:Stack' || type.startsWith('pulumi:providers:');
}

function isObject(resource: PulumiResource): boolean {
  return !isComponent(resource) && resource.type.startsWith('kubernetes:');
}

/** Parts of `@pulumi/kubernetes` that the engine expands. */
const expanded = /^kubernetes:(helm\.sh|yaml|kustomize)[:/]/;

function problemsOf(resource: PulumiResource): string[] {
  const { type, name, inputs } = resource;
  if (expanded.test(type))
    return [`${name} (${type}) is expanded by the Pulumi engine: install the chart or YAML itself`];
  if (isComponent(resource)) return [];
  if (!type.startsWith('kubernetes:')) return [`${name} (${type}) is no Kubernetes object`];
  const { kind, metadata, data, stringData } = unwrapped(inputs) as Partial<Manifest> & {
    readonly data?: unknown;
    readonly stringData?: unknown;
  };
  return [
    ...(metadata?.name === undefined ? [`${name} (${type}) has no metadata.name, and nobody makes one up here`] : []),
    ...(kind === 'Secret' && (data !== undefined || stringData !== undefined)
      ? [`${name} (${type}) holds values of a secret, which would be written to disk: refer to it by an ExternalSecret`]
      : []),
  ];
}

function manifestOf({ inputs }: PulumiResource): Manifest {
  const { apiVersion, kind, metadata, ...content } = unwrapped(inputs) as Manifest & { readonly status?: unknown };
  const { status: _, ...rest } = content;
  return { apiVersion, kind, metadata, ...rest };
}

/** Marks a secret value; what it marks is in `value`. Source: `@pulumi/pulumi`, `runtime/rpc`, `specialSigKey`. */
const signature = '4dabf18193072939515e22adb298388d';
const secretSignature = '1b47061264138c4ac30d75fd1eb44270';

function unwrapped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unwrapped);
  if (value === null || typeof value !== 'object') return value;
  const { [signature]: mark, value: inner } = value as Record<string, unknown>;
  if (mark === secretSignature) return unwrapped(inner);
  const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, unwrapped(entry)]));
}

function inOrder(a: Manifest, b: Manifest): number {
  const key = ({ metadata, apiVersion, kind }: Manifest) =>
    [metadata.namespace ?? '', apiVersion, kind, metadata.name].join('\0');
  return key(a) < key(b) ? -1 : 1;
}
