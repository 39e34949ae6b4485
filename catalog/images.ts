import type { Dated } from './table';

export const imagesAsOf: Dated = {
  asOf: '2026-11-24',
  source: 'Amazon ECR Public Gallery: docker/library/python and aws-cli; PyPI: huggingface_hub and modelscope',
};

/** Images of the helpers that Ninefold runs itself. */
export const helperImages = {
  python: 'public.ecr.aws/docker/library/python:3.12.13-slim',
  awsCli: 'public.ecr.aws/aws-cli/aws-cli:2.35.5',
} as const;

/** Python packages that helpers install, pinned as pip wants it. */
export const helperPackages = {
  huggingface: 'huggingface_hub==1.27.0',
  modelscope: 'modelscope==1.37.1',
} as const;
