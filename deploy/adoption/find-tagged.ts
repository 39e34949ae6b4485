import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../terraform/configuration';
import type { Stack } from '../terraform/manifest';
import { printedJson } from '../terraform/printed-json';
import type { Terraform, TerraformRun } from '../terraform/terraform';
import { errorsIn } from '../terraform/terraform-message';

/** An object of the cloud and its tags. */
export interface TaggedObject {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Folder in a stack's folder that the question is asked from. */
const lookupFolder = 'adoption';

const dataSource = 'aws_resourcegroupstaggingapi_resources';

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
function taggedIn(text: string): TaggedObject[] {
  const { planned_values: planned } = printedJson(text) as {
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
  const { terraform, provider } = readConfiguration(stack);
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
  const errors = errorsIn(messages);
  const reasons = errors.map(({ summary, detail }) => [summary, detail].filter((text) => text !== '').join('\n'));
  throw new Error(reasons.join('\n') || `See ${log}.`);
}
