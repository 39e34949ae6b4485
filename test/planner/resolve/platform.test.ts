import { environmentOf, type Spec } from '../../support/spec';

function platformOf(change?: (spec: Spec) => void, region = 'us-east-1') {
  const found = environmentOf(change).regions.find(({ name }) => name === region);
  if (found === undefined) throw new Error(`no region ${region}`);
  return found.platform;
}

describe('the platform of a region', () => {
  it('has the queue and its charts only where there is training', () => {
    expect(platformOf().charts).toEqual(expect.arrayContaining(['jobset', 'kueue']));
    expect(platformOf().queuedPools).toEqual(['train']);
    const without = platformOf((spec) => {
      delete spec.training;
      spec.pools = spec.pools.filter(({ name }: { name: string }) => name !== 'train');
    });
    expect(without.queuedPools).toEqual([]);
    for (const chart of ['jobset', 'kueue']) expect(without.charts).not.toContain(chart);
    expect(without.namespaces.map(({ name }) => name)).toEqual(['inference', 'models', 'images']);
  });

  it('has Karpenter with its definitions where it starts nodes', () => {
    expect(platformOf().charts).not.toContain('karpenter');
    const { charts } = platformOf((spec) => {
      spec.pools.push({
        name: 'burst',
        instanceTypes: ['g6.xlarge', 'g6.2xlarge'],
        provisioner: 'karpenter',
        nodes: { min: 0, max: 4 },
      });
    });
    expect(charts).toEqual(expect.arrayContaining(['karpenter', 'karpenter-crd']));
  });

  it('serves public names by the load balancer controller, and reads the metrics of the load balancer', () => {
    const reader = 'prometheus-yet-another-cloudwatch-exporter';
    expect(platformOf().charts).toEqual(expect.arrayContaining(['aws-load-balancer-controller', reader]));
    const internal = platformOf((spec) => {
      delete spec.dns;
      for (const service of spec.inference) service.exposure = 'internal';
    });
    expect(internal.charts).not.toContain('aws-load-balancer-controller');
    expect(internal.charts).not.toContain(reader);
  });

  it('copies secrets where the spec names some', () => {
    const none = platformOf((spec) => {
      spec.monitoring = {};
      for (const model of spec.models) delete model.secret;
      for (const service of spec.inference) delete service.apiKey;
    });
    expect(none).toMatchObject({ secrets: [] });
    expect(none.charts).not.toContain('external-secrets');
    const some = platformOf((spec) => {
      spec.monitoring = { receivers: [{ name: 'oncall', type: 'pagerduty', secret: 'prod/pagerduty' }] };
      spec.models[0].secret = 'prod/hub';
    });
    expect(some.secrets).toEqual(['prod/chat-key', 'prod/hub', 'prod/pagerduty']);
    expect(some.charts).toContain('external-secrets');
  });

  it('ships logs with the tier of the module, if the spec has it', () => {
    const without = platformOf((spec) => {
      spec.modules = [];
    });
    expect(without).not.toHaveProperty('logs');
    expect(without.charts).not.toContain('aws-for-fluent-bit');
    const shipped = platformOf((spec) => {
      spec.modules = [{ name: 'log-analysis', tier: 'standard' }];
    });
    expect(shipped.logs).toMatchObject({
      tier: 'standard',
      group: expect.stringMatching(/^\/ninefold\/.+\/containers$/),
    });
    expect(shipped.charts).toContain('aws-for-fluent-bit');
  });

  it('has LeaderWorkerSet where a replica takes more than one node', () => {
    expect(platformOf().charts).not.toContain('lws');
  });

  it('leaves weights to the primary region where copies go out from there', () => {
    const namespaces = (spec: (spec: Spec) => void, region: string) =>
      platformOf(spec, region).namespaces.map(({ name }) => name);
    expect(namespaces(() => {}, 'us-west-2')).not.toContain('models');
    const alone = (spec: Spec) => {
      spec.storage = { replicate: false };
    };
    expect(namespaces(alone, 'us-west-2')).toContain('models');
  });
});
