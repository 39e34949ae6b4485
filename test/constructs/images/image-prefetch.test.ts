import { imagePrefetch } from '../../../constructs/images/image-prefetch';
import { priorityClasses } from '../../../constructs/kubernetes/priority-classes';
import { namespaceWithBounds } from '../../../constructs/platform/namespace';
import { consistencyProblems } from '../../support/kubernetes/consistency';
import { schemaProblems } from '../../support/kubernetes/schemas';

const images = ['registry.example.com/small:1.0', 'vllm/vllm-openai:v0.27.1'];
const set = imagePrefetch({ name: 'serve', accelerator: { vendor: 'nvidia' }, images });
const pod = set.spec?.template.spec;

describe('the images of a pool', () => {
  it('are run for a moment, in their order, on every node of the pool', () => {
    expect(pod?.initContainers?.map(({ image, command }) => [image, command])).toEqual([
      ['registry.example.com/small:1.0', ['true']],
      ['vllm/vllm-openai:v0.27.1', ['true']],
    ]);
    expect(pod?.nodeSelector).toEqual({ 'ninefold.dev/pool': 'serve' });
    expect(pod?.tolerations).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
  });

  it('take no GPU, and next to nothing else', () => {
    for (const { env, resources } of pod?.initContainers ?? []) {
      expect(env).toEqual([{ name: 'NVIDIA_VISIBLE_DEVICES', value: 'void' }]);
      expect(resources).toEqual({ requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } });
    }
    expect(pod?.priorityClassName).toBe('ninefold-sheddable');
  });

  it('come in a new version on all nodes at once', () => {
    expect(set.spec?.updateStrategy?.rollingUpdate).toEqual({ maxUnavailable: '100%' });
  });

  it('are what Kubernetes accepts in a namespace of the restricted profile', () => {
    const objects = [
      ...priorityClasses(),
      ...namespaceWithBounds({ name: 'images', gpus: 0, podSecurity: 'restricted' }),
      set,
    ];
    expect(schemaProblems(objects)).toEqual([]);
    expect(consistencyProblems(objects, { serve: { cpu: 3.9, memoryGib: 14, devices: {} } })).toEqual([]);
    expect(pod?.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });
});
