import { engineMonitors, metricsKeys } from '../../../../constructs/monitoring/metrics/monitors';
import type { WatchedService } from '../../../../constructs/monitoring/watched-service';

const clocks = { scrapeInterval: 5, scrapeTimeout: 2, ruleInterval: 2 };
const service: WatchedService = {
  name: 'drafts',
  engine: 'lmdeploy',
  tier: 'standard',
  exposure: 'public',
  minReplicas: 1,
  balanced: true,
};

const credentials = (change: Partial<WatchedService>) =>
  engineMonitors([{ ...service, ...change }], clocks).map(({ spec }) =>
    spec.podMetricsEndpoints.map(({ authorization }) => authorization?.credentials),
  );

describe('the monitors of engines', () => {
  it('send the key of the service where the engine hides its metrics behind it', () => {
    const key = { name: 'api-key-drafts', key: 'key' };
    expect(credentials({ apiKeySecret: 'prod/keys' })).toEqual([[key, key]]);
    expect(credentials({})).toEqual([[undefined, undefined]]);
    for (const engine of ['vllm', 'sglang'] as const)
      expect(credentials({ engine, apiKeySecret: 'prod/keys' })).toEqual([[undefined, undefined]]);
    // Of a canary only, if only that hides them.
    expect(credentials({ engine: 'vllm', canary: 'lmdeploy', apiKeySecret: 'prod/keys' })).toEqual([
      [undefined, undefined],
      [key, key],
    ]);
  });

  it('have the key beside them, where Prometheus reads it', () => {
    const keys = (change: Partial<WatchedService>) => metricsKeys([{ ...service, ...change }]);
    expect(keys({ apiKeySecret: 'prod/keys' })).toMatchObject([
      {
        kind: 'ExternalSecret',
        metadata: { name: 'api-key-drafts', namespace: 'monitoring' },
        spec: { data: [{ secretKey: 'key', remoteRef: { key: 'prod/keys' } }] },
      },
    ]);
    expect(keys({ engine: 'vllm', canary: 'lmdeploy', apiKeySecret: 'prod/keys' })).toHaveLength(1);
    expect(keys({ engine: 'vllm', apiKeySecret: 'prod/keys' })).toEqual([]);
    expect(keys({})).toEqual([]);
  });
});
