import type { RegionMonitoringProps } from '../../constructs/monitoring/region-monitoring';

/** A region with everything that is watched: one service of each engine and tier. */
export const watchedRegion: RegionMonitoringProps = {
  region: 'us-east-1',
  clocks: { scrapeInterval: 5, scrapeTimeout: 2, ruleInterval: 2 },
  services: [
    {
      name: 'chat',
      engine: 'vllm',
      tier: 'critical',
      exposure: 'public',
      minReplicas: 2,
      canary: 'vllm',
      balanced: true,
      slos: [
        { objective: 99.9, indicator: { kind: 'availability' } },
        { objective: 99, indicator: { kind: 'ttft', seconds: 2.5 } },
      ],
    },
    {
      name: 'agent',
      engine: 'sglang',
      tier: 'standard',
      exposure: 'internal',
      minReplicas: 1,
      balanced: false,
      slos: [
        { objective: 99.9, indicator: { kind: 'availability' } },
        { objective: 99, indicator: { kind: 'ttft', seconds: 2 } },
      ],
    },
    {
      name: 'batch',
      engine: 'lmdeploy',
      apiKeySecret: 'prod/batch-key',
      tier: 'sheddable',
      exposure: 'internal',
      minReplicas: 1,
      balanced: false,
      slos: [
        { objective: 99, indicator: { kind: 'availability' } },
        { objective: 95, indicator: { kind: 'e2e', seconds: 60 } },
      ],
    },
    {
      name: 'draft',
      engine: 'vllm',
      tier: 'sheddable',
      exposure: 'public',
      minReplicas: 0,
      balanced: true,
      slos: [],
    },
  ],
  addresses: [
    { url: 'https://us-west-2.chat.example.com/health', service: 'chat', region: 'us-west-2' },
    { url: 'https://chat.example.com/health', service: 'chat' },
  ],
  heard: [{ region: 'us-west-2', url: 'https://us-west-2.chat.example.com/ninefold/alerts' }],
  reserved: [{ pool: 'train', endsAt: 3 * 86_400 + 300 }],
  training: true,
  gpus: true,
  karpenter: true,
  receiverSecrets: { oncall: 'prod/pagerduty' },
};
