import { engineFacts } from '../../../catalog/engines';
import { acceleratorOf, findPool } from '../pools';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';

export const rocm: Rule = {
  id: 'inference/rocm',
  severity: 'error',
  summary: 'A service runs on GPUs that its engine has an image for.',
  why: "The engines' images for AMD GPUs hold kernels for Instinct MI200 to MI355 and for the newest Radeon. EC2 has none of these: its only AMD GPU, the Radeon Pro V520 of g4ad, is of an older generation that ROCm has never supported, and the engine finds no device.",
  fix: 'Name a pool with NVIDIA GPUs.',
  source:
    'vllm-project/vllm, docs/getting_started/installation/gpu.rocm.inc.md; SGLang documentation, "AMD GPUs"; LMDeploy, docker.yml; ROCm/ROCm issue 1706 (Radeon Pro V520)',
  check(subject) {
    return checkServices(subject, ({ service }) => {
      const found = findPool(subject.project, service.pool);
      const accelerator = found && acceleratorOf(found.pool);
      if (accelerator?.vendor !== 'amd') return [];
      const { rocmGpus: supported } = engineFacts(service.engine);
      if (supported?.some((name) => accelerator.model.startsWith(name))) return [];
      return [
        {
          field: ['pool'],
          message:
            supported === undefined
              ? `${service.engine} has no image for AMD GPUs, and the pool ${service.pool} has ${accelerator.model}`
              : `the image of ${service.engine} for AMD GPUs has no kernels for the ${accelerator.model} of the pool ${service.pool}`,
          expected: supported === undefined ? 'NVIDIA GPUs' : `NVIDIA GPUs, or one of ${supported.join(', ')}`,
          found: accelerator.model,
          fix: 'name a pool with NVIDIA GPUs, for example g5, g6, g6e or p5',
        },
      ];
    });
  },
};
