import type { Dated } from './table';

export const imagesAsOf: Dated = {
  asOf: '2026-11-24',
  source:
    'Amazon ECR Public Gallery: docker/library/python and aws-cli; Docker Hub: haproxy; registry.k8s.io: pause; PyPI: huggingface_hub and modelscope; vLLM 0.27.1 on Docker Hub (9.1 GB packed) and vllm-project/vllm issue 17163 (25 GB unpacked)',
};

/** Images of the helpers that Ninefold runs itself, pinned to their content; the digest is of all architectures. */
export const helperImages = {
  python:
    'public.ecr.aws/docker/library/python:3.12.13-slim@sha256:229a2c5bfa27522db7815ea81f9bed70af17ccb9de9fc7ad142b1877b5830d36',
  awsCli:
    'public.ecr.aws/aws-cli/aws-cli:2.36.49@sha256:f42bf088cb1456ba9e179ce71fdeb22cc46ff64ea1e3aeae8251ff81391f5bb1',
  haproxy:
    'docker.io/library/haproxy:3.2.23-alpine@sha256:5961c68bc8a81c5124d0a98ab20f81b74717d6afe596e805977d9cf84c126222',
  pause: 'registry.k8s.io/pause:3.10@sha256:ee6521f290b2168b6e0935a181d4cff9be1ac3f505666ef0e3c98fae8199917a',
} as const;

/** Python packages that helpers install, pinned as pip wants it. */
export const helperPackages = {
  huggingface: 'huggingface_hub==1.27.0',
  modelscope: 'modelscope==1.37.1',
} as const;

/**
 * What the image of an engine or a trainer takes of a disk, in GB, as vLLM's does: packed and unpacked, and containerd
 * keeps both. Those of SGLang, LMDeploy and ms-swift are of the same kind; their makers publish no sizes.
 */
export const largeImageGb = { packed: 10, unpacked: 25 } as const;
