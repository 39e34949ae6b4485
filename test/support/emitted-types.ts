import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** What the sources of constructs and stacks import of the AWS bindings, such as `eks-cluster` or `data-aws-vpc`. */
function importedModules(): string[] {
  const files = ['constructs', 'stacks'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const names = files.flatMap((text) =>
    [...text.matchAll(/'@cdktf\/provider-aws\/lib\/([\w-]+)'/g)].map(([, name = '']) => name),
  );
  return [...new Set(names)].filter((name) => name !== 'provider').sort();
}

/** Types of the resources that stacks can have, such as `aws_eks_cluster`. */
export const emittedResources: readonly string[] = importedModules()
  .filter((name) => !name.startsWith('data-aws-'))
  .map((name) => `aws_${name.replaceAll('-', '_')}`);

/** Types of the data sources that stacks can have, such as `aws_vpc`. */
export const emittedDataSources: readonly string[] = importedModules()
  .filter((name) => name.startsWith('data-aws-'))
  .map((name) => name.replace('data-', '').replaceAll('-', '_'));
