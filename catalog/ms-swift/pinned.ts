import type { Dated } from '../table';

export const msSwiftAsOf: Dated = {
  asOf: '2026-11-24',
  source:
    'ms-swift documentation, "SWIFT installation" (official images): the newest image of version 4; modelscope/ms-swift issue 9667 (no image for arm64)',
};

/**
 * The version that runs training jobs. Its image has vLLM, DeepSpeed, Megatron and flash-attention. 4.5 has no official
 * image yet; the tables beside this file list what 4.4 and 4.5 both have.
 */
export const msSwift = {
  version: '4.4.3',
  image:
    'modelscope-registry.us-west-1.cr.aliyuncs.com/modelscope-repo/modelscope:ubuntu22.04-cuda13.0.3-py312-torch2.11.0-vllm0.25.1-modelscope1.39.0-swift4.4.3',
  /** CPU architectures that the image is published for. */
  architectures: ['x86_64'],
} as const;
