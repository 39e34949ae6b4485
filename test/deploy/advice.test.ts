import { existsSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { adviceOn, hasUnsavedState } from '../../deploy/advice';
import type { Action } from '../../deploy/steps';
import { errorDiagnostic } from '../../deploy/terraform/diagnostic';
import { configuredStack } from './configured-stack';

const stack = configuredStack({ terraform: { backend: { s3: {} } } }, ['prod-us-east-1-network']);
const here = relative(process.cwd(), stack.folder);
const advice = (summary: string, detail = '', action: Action = 'deploy') =>
  adviceOn({ stack, action, after: [] }, 'terraform', [errorDiagnostic(summary, detail)]);

describe('adviceOn', () => {
  it.each([
    ['Unable to find remote state', '', /reads outputs of prod-us-east-1-network: deploy that first/],
    ['Unsupported attribute', 'This object does not have an attribute named "vpc".', /deploy that first/],
    ['Saved plan is stale', '', /Somebody changed the state after the plan was made\. Run again/],
    ['Backend configuration changed', '', /-chdir=\S+ init -migrate-state$/],
    [
      'creating S3 Bucket',
      'BucketAlreadyOwnedByYou: already exists',
      /adopt it: terraform -chdir=\S+ import ADDRESS ID/,
    ],
    ['deleting S3 Bucket', 'api error BucketNotEmpty: not empty', /Delete the objects with all their versions/],
    ['changing a record', 'InvalidChangeBatch: weighted sets must contain the same TTL.', /the new one in one batch/],
    ['deleting ECR', 'RepositoryNotEmptyException: cannot be deleted', /Delete the images, then run again/],
  ])('%s %s', (summary, detail, text) => {
    expect(advice(summary, detail)).toEqual([expect.stringMatching(text)]);
  });

  it('tells a protected object from one that is only tainted', () => {
    const summary = 'Instance cannot be destroyed';
    expect(advice(summary, '', 'destroy')).toEqual([expect.stringContaining('take the protection away first')]);
    expect(advice(summary)).toEqual([expect.stringContaining(`terraform -chdir=${here} untaint ADDRESS`)]);
  });

  it('explains a lock by who holds it', () => {
    const [held, ...others] = advice('Error acquiring the state lock', 'Lock Info:\n  ID: 1\n  Who: me@far\n');
    expect(held).toContain('by me@far');
    expect(others.at(-1)).toContain('force-unlock 1');
  });

  it('has none for what Terraform explains itself, and says the same only once', () => {
    expect(advice('Invalid value', 'a name must be short')).toEqual([]);
    const twice = [1, 2].map(() => errorDiagnostic('Saved plan is stale', ''));
    expect(adviceOn({ stack, action: 'deploy', after: [] }, 'terraform', twice)).toHaveLength(1);
  });

  it('puts a state that could not be stored before everything else', () => {
    expect(hasUnsavedState(stack)).toBe(false);
    const file = join(stack.folder, 'errored.tfstate');
    writeFileSync(file, '{}');
    expect(hasUnsavedState(stack)).toBe(true);
    expect(advice('Failed to save state')).toEqual([
      expect.stringContaining(`left it in ${join(here, 'errored.tfstate')}, the only record`),
      expect.stringMatching(/then: terraform -chdir=\S+ state push errored\.tfstate && rm \S+errored\.tfstate$/),
    ]);
    expect(existsSync(file)).toBe(true);
  });

  it('does not send people after a state that was cut short', () => {
    writeFileSync(join(stack.folder, 'errored.tfstate'), '{"version": 4, "resou');
    expect(hasUnsavedState(stack)).toBe(false);
    expect(advice('Failed to save state')).toEqual([]);
  });
});
