import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from '../terraform/manifest';
import type { Terraform, TerraformRun } from '../terraform/terraform';

/** An object of the cloud and its tags. */
export interface TaggedObject {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Folder in a stack's folder that the question is asked from. */
const lookupFolder = 'adoption';

const dataSource = 'aws_resourcegroupstaggingapi_resources';

/** The parts of a stack's configuration that the question needs. */
interface Configuration {
  readonly terraform?: { readonly required_providers?: { readonly aws?: unknown } };
  readonly provider?: { readonly aws?: readonly ProviderBlock[] };
}

interface ProviderBlock {
  readonly alias?: string;
  readonly default_tags?: readonly { readonly tags?: Readonly<Record<string, string>> }[];
}

/**
 * Everything in the region of a stack that has the tags which all objects of the stack have, as the Resource Groups
 * Tagging API knows it (`tag:GetResources`). Terraform asks it, with the stack's own provider, credentials included.
 *
 * @throws Error if it cannot be asked
 */
export async function findTagged(stack: Stack, terraform: Terraform, interrupt: AbortSignal): Promise<TaggedObject[]> {
  const folder = join(stack.folder, lookupFolder);
  const lookup: Stack = { name: `${stack.name}.adoption`, folder, dependencies: [] };
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify(question(stack)));
    const lock = join(stack.folder, '.terraform.lock.hcl');
    if (existsSync(lock)) copyFileSync(lock, join(folder, '.terraform.lock.hcl'));
    const run = (...args: string[]) => terraform.run({ stack: lookup, args, interrupt });
    // What the stack has installed: nothing is downloaded a second time.
    const installed = join(stack.folder, '.terraform', 'providers');
    expectSuccess(await run('init', '-input=false', '-json', `-plugin-dir=${installed}`));
    expectSuccess(await run('plan', '-input=false', '-json', '-lock=false', '-out=lookup.tfplan'));
    return taggedIn(await terraform.read(lookup, ['show', '-json', 'lookup.tfplan']));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param text what `terraform show -json` prints about the plan of the question */
export function taggedIn(text: string): TaggedObject[] {
  const { planned_values: planned } = JSON.parse(text.slice(text.indexOf('{'))) as {
    readonly planned_values?: {
      readonly outputs?: Readonly<
        Record<
          string,
          { readonly value?: readonly { readonly resource_arn: string; readonly tags: TaggedObject['tags'] }[] }
        >
      >;
    };
  };
  const found = planned?.outputs?.['tagged']?.value ?? [];
  return found.map(({ resource_arn: arn, tags }) => ({ arn, tags }));
}

function question(stack: Stack): unknown {
  const { terraform, provider } = JSON.parse(readFileSync(join(stack.folder, 'cdk.tf.json'), 'utf8')) as Configuration;
  const aws = provider?.aws?.find(({ alias }) => alias === undefined);
  const tags = aws?.default_tags?.[0]?.tags ?? {};
  if (Object.keys(tags).length === 0) throw new Error('The objects of this stack have no tags in common.');
  const filters = Object.entries(tags).map(([key, value]) => ({ key, values: [value] }));
  return {
    terraform: { required_providers: { aws: terraform?.required_providers?.aws } },
    provider: { aws },
    data: { [dataSource]: { tagged: { tag_filter: filters } } },
    output: {
      tagged: { value: `\${data.${dataSource}.tagged.resource_tag_mapping_list}` },
    },
  };
}

function expectSuccess({ code, messages, log }: TerraformRun): void {
  if (code === 0) return;
  const errors = messages.flatMap((message) =>
    message.type === 'diagnostic' && message.diagnostic.severity === 'error' ? [message.diagnostic] : [],
  );
  const reasons = errors.map(({ summary, detail }) => [summary, detail].filter((text) => text !== '').join('\n'));
  throw new Error(reasons.join('\n') || `See ${log}.`);
}
