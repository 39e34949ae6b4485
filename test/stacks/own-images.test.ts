import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../../stacks/synthesize';
import { environmentOf, type Spec } from '../support/spec';

const registry = (region: string) => `111122223333.dkr.ecr.${region}.amazonaws.com/chat-prod`;
const foreign = `registry.acme.com/sglang:0.5.21@sha256:${'0a1b'.repeat(16)}`;

/** Images of pods, and of what templates of runs hold, in the manifests of a region: those of helpers left out. */
function imagesIn(change: (spec: Spec) => void, region: string): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'ninefold-images-'));
  try {
    synthesize(environmentOf(change), outdir);
    const folder = join(outdir, 'manifests', region);
    const text = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.yaml'))
      .map((path) => readFileSync(join(folder, path), 'utf8'))
      .join('\n');
    const images = [...text.matchAll(/"?image"?: ?"?([^\s",]+)/g)].map(([, image = '']) => image);
    return [...new Set(images)].filter((image) => /vllm|sglang|ms-swift/.test(image)).sort();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const own = (spec: Spec) => {
  spec.inference[0].image = `${registry('us-east-1')}/vllm:0.27.1-acme`;
  spec.inference[1].image = foreign;
  spec.training[0].image = `${registry('us-east-1')}/ms-swift:4.4.3-efa`;
  spec.training[0].evaluate = { benchmarks: ['mmlu'] };
};

describe('images of one’s own', () => {
  it('take the place of the catalog’s in every pod, and on the nodes before', () => {
    expect(imagesIn(() => {}, 'us-east-1')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^vllm\/vllm-openai:v/), expect.stringMatching(/swift4/)]),
    );
    expect(imagesIn(own, 'us-east-1')).toEqual([
      `${registry('us-east-1')}/ms-swift:4.4.3-efa`,
      `${registry('us-east-1')}/vllm:0.27.1-acme`,
      foreign,
    ]);
  });

  it('come from the copy of each region where they lie in the project’s registry', () => {
    expect(imagesIn(own, 'us-west-2')).toEqual([`${registry('us-west-2')}/vllm:0.27.1-acme`, foreign]);
  });

  it('are a canary’s own, the service’s under the same engine, and the catalog’s under another one', () => {
    const canary = (fields: object) => (spec: Spec) => {
      spec.inference = [{ ...spec.inference[0], image: foreign, canary: { weight: 10, ...fields } }];
      spec.training = [];
    };
    const ofCanary = (fields: object) => environmentOf(canary(fields)).inference[0]?.canary?.command.image;
    expect(ofCanary({ image: 'acme/vllm:0.27.1' })).toBe('acme/vllm:0.27.1');
    expect(ofCanary({ quantization: 'fp8' })).toBe(foreign);
    expect(ofCanary({ engine: 'sglang' })).toMatch(/^lmsysorg\/sglang:v/);
  });
});
