import { environmentOf, type Spec } from '../../support/spec';

function imagesOf(pool: string, change?: (spec: Spec) => void): string[] {
  const plan = environmentOf(change)
    .regions.flatMap(({ pools }) => pools)
    .find(({ name }) => name === pool);
  // Names without registry, tag and digest.
  return (plan?.images ?? []).map((image) => image.replace(/[:@].*$/, '').replace(/^.*\//, ''));
}

describe('the images that nodes of a pool hold', () => {
  it('are those of its services, of the most important first, each once', () => {
    expect(imagesOf('serve')).toEqual(['aws-cli', 'vllm-openai', 'sglang']);
    const swapped = imagesOf('serve', (spec) => {
      spec.inference[0].tier = 'standard';
      spec.inference[1].tier = 'critical';
      spec.inference.push({ ...spec.inference[0], name: 'more' });
    });
    expect(swapped).toEqual(['aws-cli', 'sglang', 'vllm-openai']);
  });

  it('are those of its training jobs', () => {
    expect(imagesOf('train')).toEqual(['aws-cli', 'modelscope']);
  });

  it('are those of services that fall back to it', () => {
    const images = imagesOf('spare', (spec) => {
      spec.pools.push({ name: 'spare', instanceTypes: ['g5.12xlarge'], nodes: { min: 0, max: 4 } });
      spec.inference[0].fallbackPools = ['spare'];
    });
    expect(images).toEqual(['aws-cli', 'vllm-openai']);
  });

  it('are none where nothing runs', () => {
    const images = imagesOf('spare', (spec) => {
      spec.pools.push({ name: 'spare', instanceTypes: ['g5.12xlarge'], nodes: { min: 0, max: 4 } });
    });
    expect(images).toEqual([]);
  });
});
