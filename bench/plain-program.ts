import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainFiles } from './plain-files';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Writes the CDKTF program that somebody would write by hand for the resources of a synthesized folder: a stack class
 * instance for each stack, a `new Resource(…)` for each resource, references by attributes of the other resource, and the
 * same charts and manifests.
 *
 * @param remedies with them it imports each resource by its own path and switches the stack-trace capture off;
 *   without, it is what the CDKTF tutorials show
 * @returns the number of resources
 */
export function writePlainProgram(synthesized: string, file: string, remedies: boolean): number {
  const stacks = readdirSync(join(synthesized, 'stacks')).sort();
  const types = new Set<string>();
  let resources = 0;
  const bodies = stacks.map((stack) => {
    const json = JSON.parse(readFileSync(join(synthesized, 'stacks', stack, 'cdk.tf.json'), 'utf8'));
    const groups = Object.entries(json.resource as Record<string, Record<string, Json>>);
    const known = new Set(groups.flatMap(([type, items]) => Object.keys(items).map((id) => `${type}.${id}`)));
    const region = json.provider.aws[0].region as string;
    const hasReleases = json.provider.helm !== undefined;
    const lines = ordered(groups, known).map(([type, id, config]) => {
      types.add(type);
      resources += 1;
      return `  r['${type}.${id}'] = new ${className(type)}(s, '${id}', ${expression(config, known)});`;
    });
    return `{\n  const s = new TerraformStack(app, '${stack}');\n  const r = {};\n  new AwsProvider(s, 'aws', { region: '${region}' });\n${hasReleases ? "  new HelmProvider(s, 'helm');\n" : ''}${lines.join('\n')}\n}`;
  });
  const program = [header([...types].sort(), remedies), ...bodies, 'app.synth();', plainFiles(synthesized), ''];
  writeFileSync(file, program.join('\n'));
  return resources;
}

function header(types: readonly string[], remedies: boolean): string {
  const imports = remedies
    ? [
        `require('cdktf/lib/tokens/private/stack-trace').captureStackTrace = () => [];`,
        `const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');`,
        `const { HelmProvider } = require('@cdktf/provider-helm/lib/provider');`,
        ...types.map(
          (type) =>
            `const { ${className(type)} } = require('@cdktf/provider-${providerOf(type)}/lib/${folder(type)}');`,
        ),
      ]
    : [
        `const aws = require('@cdktf/provider-aws');`,
        `const helm = require('@cdktf/provider-helm');`,
        `const { AwsProvider } = aws.provider;`,
        `const { HelmProvider } = helm.provider;`,
        ...types.map((type) => `const { ${className(type)} } = ${providerOf(type)}.${camel(folder(type))};`),
      ];
  return [
    `const { App, TerraformStack } = require('cdktf');`,
    ...imports,
    `const app = new App({ outdir: process.argv[2] });`,
  ].join('\n');
}

type Entry = readonly [type: string, id: string, config: Json];

/** Definitions before uses, as a program needs them. */
function ordered(groups: readonly [string, Record<string, Json>][], known: ReadonlySet<string>): Entry[] {
  const entries = new Map(
    groups.flatMap(([type, items]) =>
      Object.entries(items).map(([id, c]) => [`${type}.${id}`, [type, id, c] as Entry]),
    ),
  );
  const done = new Set<string>();
  const result: Entry[] = [];
  const visit = (name: string): void => {
    const entry = entries.get(name);
    if (entry === undefined || done.has(name)) return;
    done.add(name);
    for (const used of references(JSON.stringify(entry[2]), known)) visit(used);
    result.push(entry);
  };
  for (const name of entries.keys()) visit(name);
  return result;
}

function references(text: string, known: ReadonlySet<string>): string[] {
  return [...text.matchAll(/((?:aws|helm)_\w+\.[\w-]+)/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => known.has(name));
}

/** Keys of these blocks are the user's own, not attribute names. */
const maps = new Set(['tags', 'tags_all', 'labels', 'dimensions', 'default_tags']);

function expression(value: Json, known: ReadonlySet<string>, inMap = false): string {
  if (typeof value === 'string') return textExpression(value, known);
  if (Array.isArray(value)) return `[${value.map((item) => expression(item as Json, known, inMap)).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([key]) => key !== '//' && key !== 'provider');
    return `{ ${entries
      .map(([key, item]) =>
        key === 'depends_on'
          ? `dependsOn: [${(item as string[])
              .filter((n) => known.has(n))
              .map((n) => `r['${n}']`)
              .join(', ')}]`
          : `${JSON.stringify(inMap ? key : camel(key))}: ${expression(item, known, maps.has(key))}`,
      )
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}

/** `${aws_vpc.main.id}` → the attribute of the resource's variable; anything more involved stays text. */
function textExpression(text: string, known: ReadonlySet<string>): string {
  const parts = text.split(/(\$\{(?:aws|helm)_\w+\.[\w-]+\.\w+\})/).filter((part) => part !== '');
  const rendered = parts.map((part) => {
    const match = /^\$\{((?:aws|helm)_\w+\.[\w-]+)\.(\w+)\}$/.exec(part);
    return match?.[1] && match[2] && known.has(match[1])
      ? `r['${match[1]}'].getStringAttribute('${match[2]}')`
      : JSON.stringify(part);
  });
  return rendered.length === 0 ? "''" : rendered.join(' + ');
}

/** cdktf gives a class the suffix A where a nested block already has its name. */
const suffixed = new Set([
  'aws_s3_bucket_versioning',
  'aws_s3_bucket_server_side_encryption_configuration',
  'aws_s3_bucket_logging',
  'aws_s3_bucket_replication_configuration',
  'aws_autoscaling_group_tag',
]);

function className(type: string): string {
  const name = camel(type.replace(/^(aws|helm)_/, ''));
  return `${name[0]?.toUpperCase()}${name.slice(1)}${suffixed.has(type) ? 'A' : ''}`;
}

function folder(type: string): string {
  return type.replace(/^(aws|helm)_/, '').replaceAll('_', '-');
}

function providerOf(type: string): string {
  return type.slice(0, type.indexOf('_'));
}

function camel(name: string): string {
  return name.replace(/[-_]([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
