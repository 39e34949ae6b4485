import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './manifest';

/** A stack's `cdk.tf.json`, as far as somebody looks at it. */
interface Configuration {
  readonly terraform?: {
    readonly backend?: Readonly<Record<string, unknown>>;
    readonly required_providers?: { readonly aws?: unknown };
  };
  readonly provider?: {
    readonly aws?: readonly {
      readonly alias?: string;
      readonly default_tags?: readonly { readonly tags?: Readonly<Record<string, string>> }[];
    }[];
  };
  readonly resource?: Readonly<
    Record<string, Readonly<Record<string, { readonly lifecycle?: { readonly prevent_destroy?: boolean } }>>>
  >;
}

export function readConfiguration({ folder }: Stack): Configuration {
  return JSON.parse(readFileSync(join(folder, 'cdk.tf.json'), 'utf8')) as Configuration;
}

/** Type of the backend that keeps a stack's state, for example `s3`. */
export function backendOf(stack: Stack): string {
  return Object.keys(readConfiguration(stack).terraform?.backend ?? {})[0] ?? 'local';
}

/** Addresses, without keys of instances, of the resources that Terraform must not destroy. */
export function preventedFromDestruction(stack: Stack): string[] {
  return Object.entries(readConfiguration(stack).resource ?? {}).flatMap(([type, resources]) =>
    Object.entries(resources)
      .filter(([, { lifecycle }]) => lifecycle?.prevent_destroy === true)
      .map(([name]) => `${type}.${name}`),
  );
}
