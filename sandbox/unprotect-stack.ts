import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { protections } from '../catalog/replacements/consequences';
import { replaceFile } from '../deploy/replace-file';
import type { Stack } from '../deploy/terraform/manifest';

interface Resource {
  readonly lifecycle?: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** Takes what protects objects from being destroyed out of the configuration of a stack that no spec describes. */
export function unprotectStack({ folder }: Stack): void {
  const file = join(folder, 'cdk.tf.json');
  const configuration = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly resource?: Readonly<Record<string, Readonly<Record<string, Resource>>>>;
  };
  const resource = Object.fromEntries(
    Object.entries(configuration.resource ?? {}).map(([type, named]) => [
      type,
      Object.fromEntries(Object.entries(named).map(([name, settings]) => [name, unprotectedResource(type, settings)])),
    ]),
  );
  replaceFile(file, `${JSON.stringify({ ...configuration, resource }, null, 2)}\n`);
}

function unprotectedResource(type: string, settings: Resource): Resource {
  const { lifecycle: { prevent_destroy: _prevented, ...lifecycle } = {}, ...rest } = settings;
  const protection = protections[type];
  return {
    ...rest,
    ...(Object.keys(lifecycle).length > 0 && { lifecycle }),
    ...(protection !== undefined && { [protection]: false }),
  };
}
