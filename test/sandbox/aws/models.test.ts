import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { awsData, awsModels } from '../../../sandbox/aws/models';

const root = join(__dirname, '..', '..', '..');

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

describe('the simulated cloud', () => {
  const modules = importedModules();

  it.each(modules.filter((name) => !name.startsWith('data-aws-')))('knows the resource %s', (name) => {
    expect(awsModels).toHaveProperty(`aws_${name.replaceAll('-', '_')}`);
  });

  it.each(modules.filter((name) => name.startsWith('data-aws-')))('knows %s', (name) => {
    expect(awsData).toHaveProperty(name.replace('data-', '').replaceAll('-', '_'));
  });
});
