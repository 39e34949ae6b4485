import { backendOf, preventedFromDestruction } from '../../../deploy/terraform/configuration';
import { configuredStack } from '../configured-stack';

describe('backendOf', () => {
  it('is what the stack says, else local as for Terraform', () => {
    expect(backendOf(configuredStack({ terraform: { backend: { s3: { bucket: 'b' } } } }))).toBe('s3');
    expect(backendOf(configuredStack({ terraform: {} }))).toBe('local');
    expect(backendOf(configuredStack({}))).toBe('local');
  });
});

describe('preventedFromDestruction', () => {
  it('are the addresses of resources that say so', () => {
    const resource = {
      aws_s3_bucket: {
        models: { lifecycle: { prevent_destroy: true } },
        logs: { lifecycle: { prevent_destroy: false } },
      },
      aws_kms_key: { data: { lifecycle: { prevent_destroy: true, ignore_changes: ['tags'] } }, other: {} },
    };
    expect(preventedFromDestruction(configuredStack({ resource }))).toEqual([
      'aws_s3_bucket.models',
      'aws_kms_key.data',
    ]);
    expect(preventedFromDestruction(configuredStack({}))).toEqual([]);
  });
});
