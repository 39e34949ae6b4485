import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repeatableTypes } from '../../deploy/adoption/import-ids';
import { resourcesIn, type StateResource } from '../../deploy/terraform/stack-state';
import { globalControlPlane } from '../../sandbox/aws/account';
import { keyOf, placeOf } from '../../sandbox/aws/service';
import { type LoggedOperation, readOperations } from '../../sandbox/cloud/operations';
import { type CloudObject, keyText, openStore } from '../../sandbox/cloud/store';
import { regionOf } from '../../sandbox/helm/simulation';
import type { Values } from '../../sandbox/protocol/value';
import type { SandboxFolder } from '../../sandbox/sandbox-folder';

/** In what the cloud and the states of all stacks differ; nothing if everything that was made is in one state, once. */
export function disagreements(folder: SandboxFolder): string[] {
  const operations = readOperations(folder.cloud);
  const made = new Set(operations.filter(({ operation, id }) => operation === 'create' && id).map(operationKey));
  const stored = openStore(folder.cloud)
    .all()
    .filter(({ preexisting }) => preexisting !== true)
    .map(inItsRegion);
  const objects = new Set(stored.map(keyText));
  const owners = new Map<string, string[]>();
  for (const { stack, resource } of statesIn(folder)) {
    const key = stateKey(stack, resource);
    owners.set(key, [...(owners.get(key) ?? []), `${stack} ${resource.address}`]);
  }
  return [
    // What services make by themselves, such as the security group of a cluster, is in no state.
    ...stored
      .filter(({ type }) => !waits.includes(type))
      .map(keyText)
      .filter((key) => made.has(key) && !owners.has(key))
      .map((key) => `orphaned: ${key}`),
    ...[...owners].flatMap(([key, names]) => (objects.has(key) ? [] : [`recorded, but not there: ${names} ${key}`])),
    ...[...owners].flatMap(([key, names]) => (names.length > 1 ? [`recorded more than once: ${names} ${key}`] : [])),
    ...unusableIn(folder),
    ...madeTwice(operations, new Set(stored.filter(isOverwriting).map(keyText))),
  ];
}

const releaseType = 'helm_release';

/** Types that stand for a wait of the provider and are nothing in AWS. */
const waits: readonly string[] = ['aws_acm_certificate_validation'];

/** Records that take the place of equal ones claim no name. */
function isOverwriting({ type, claim }: CloudObject): boolean {
  return type === 'aws_route53_record' && claim === undefined;
}

/** The addresses in the state of a stack. */
export function addressesIn(folder: SandboxFolder, stack: string): string[] {
  return statesIn(folder)
    .filter((found) => found.stack === stack)
    .map(({ resource }) => resource.address)
    .sort();
}

/** What the state of a stack has, by the keys of the cloud. */
export function recordedIn(folder: SandboxFolder, stack: string): ReadonlyMap<string, StateResource> {
  const found = statesIn(folder).filter((state) => state.stack === stack);
  return new Map(found.map(({ resource }) => [stateKey(stack, resource), resource]));
}

/** The key of the object that an operation was about. */
export function operationKey({ type, region, id = '' }: LoggedOperation): string {
  return keyText({ place: placeOf(type, region), type, id });
}

function statesIn(folder: SandboxFolder) {
  return stateFilesIn(folder).flatMap(({ stack, text }) => resourcesIn(text).map((resource) => ({ stack, resource })));
}

/** Releases are kept by cluster, of which each region has one; states and operations tell the region. */
function inItsRegion<T extends CloudObject>(object: T): T {
  return object.type === releaseType ? { ...object, place: regionOf(object.place) } : object;
}

function stateKey(stack: string, { type, attributes }: StateResource): string {
  if (type === releaseType) {
    const place = /-([a-z]+(?:-[a-z]+)+-\d)-(?:platform|workloads)$/.exec(stack)?.[1] ?? stack;
    return keyText({ place, type, id: `${attributes['namespace']}/${attributes['name']}` });
  }
  const region = attributes['region'];
  return keyText(keyOf(type, attributes as Values, typeof region === 'string' ? region : globalControlPlane));
}

/** Tainted objects, and those that a replacement left: Terraform destroys both with its next apply. */
function unusableIn(folder: SandboxFolder): string[] {
  return stateFilesIn(folder).flatMap(({ stack, text }) => {
    const { resources = [] } = JSON.parse(text) as {
      resources?: readonly {
        readonly type: string;
        readonly name: string;
        readonly instances: readonly { readonly status?: string; readonly deposed?: string }[];
      }[];
    };
    return resources.flatMap(({ type, name, instances }) =>
      instances
        .filter(({ status, deposed }) => status !== undefined || deposed !== undefined)
        .map(() => `tainted or deposed: ${stack} ${type}.${name}`),
    );
  });
}

/** Objects that were made while they were there already, unless making them twice is the same as once. */
function madeTwice(operations: readonly LoggedOperation[], overwriting: ReadonlySet<string>): string[] {
  const present = new Set<string>();
  return operations.flatMap((operation) => {
    if (operation.id === undefined) return [];
    const key = operationKey(operation);
    const happened = operation.outcome === 'ok' || operation.outcome === 'killed after';
    if (operation.operation === 'delete' && happened) present.delete(key);
    if (operation.operation !== 'create') return [];
    const again = present.has(key) && !repeatableTypes.includes(operation.type) && !overwriting.has(key);
    present.add(key);
    return again ? [`made twice: ${key}`] : [];
  });
}

function stateFilesIn({ state }: SandboxFolder): { readonly stack: string; readonly text: string }[] {
  return readdirSync(state)
    .filter((name) => name.endsWith('.tfstate'))
    .map((name) => ({ stack: name.replace(/\.tfstate$/, ''), text: readFileSync(join(state, name), 'utf8') }));
}
