import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import {
  InferenceService,
  type InferenceServiceProps,
  InferenceServices,
  type InferenceServicesProps,
} from '../../../constructs/inference/inference-services';
import { addHelmProvider } from '../../../constructs/kubernetes/helm-provider';
import { App, TerraformStack } from '../../../constructs/substrate/cdktf';

const chat: InferenceServiceProps = {
  name: 'chat',
  engine: 'vllm',
  command: { image: 'vllm/vllm-openai:v0.27.1', args: ['/models/weights'], env: {}, port: 8000, healthPath: '/health' },
  weights: [{ bucket: 'models', prefix: 'models/qwen/1', region: 'us-east-1', sizeGib: 15, path: '/models/weights' }],
  resources: { gpus: 1, vendor: 'nvidia', cpu: 3, memoryGib: 24, sharedMemoryGib: 2, efaInterfaces: 0 },
  pools: ['gpu'],
  replicas: { min: 1, max: 2 },
  loadSeconds: 300,
};
const entry = { port: 8443, targetGroupArn: 'arn:aws:elasticloadbalancing:chat', healthCheckPath: '/chat/health' };

/** The manifests of one kind, as text. */
function render(kind: string, services: readonly InferenceServiceProps[], props: Partial<InferenceServicesProps> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), 'ninefold-services-'));
  try {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, 'workloads');
    addHelmProvider(stack, {
      clusterName: 'a',
      endpoint: 'https://a',
      certificateAuthority: 'YQ==',
      region: 'us-east-1',
    });
    const all = new InferenceServices(stack, 'inference', { region: 'us-east-1', ...props });
    for (const [index, service] of services.entries()) new InferenceService(all, `service-${index}`, service);
    app.synth();
    return readFileSync(join(outdir, 'manifests', 'us-east-1', 'inference', 'inference', `${kind}.yaml`), 'utf8');
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe('services of a cluster', () => {
  it('take thrice the estimate to start, and answer only inside of the cluster, unless they are told otherwise', () => {
    const deployment = render('deployment', [chat]);
    expect(deployment).toContain('failureThreshold: 90');
    expect(deployment).toContain('priorityClassName: ninefold-standard');
    expect(deployment).not.toContain('haproxy');
    expect(render('networkpolicy', [chat])).toContain('- namespaceSelector: {}');
  });

  it('are reached through the gateway where they have an entry, and then by it alone', () => {
    const services = [
      { ...chat, entry: { ...entry, requestsPerMinute: 61 } },
      { ...chat, name: 'agent' },
    ];
    const config = render('configmap', services, { vpcCidr: '10.0.0.0/16' });
    expect(config).toContain('bind :8443');
    expect(config).toContain('/chat/health');
    // Two gateways share what a key may ask.
    expect(config).toContain('gt 31');
    expect(config).not.toContain('backend agent');
    expect(render('targetgroupbinding', services, { vpcCidr: '10.0.0.0/16' })).toContain(entry.targetGroupArn);
  });

  it('are not left by the old gateways before the load balancer sends requests to the new ones', () => {
    const [gateway] = parseAllDocuments(render('deployment', [{ ...chat, entry }], { vpcCidr: '10.0.0.0/16' }))
      .map((document) => document.toJS())
      .filter(({ metadata }) => metadata.name === 'gateway');
    expect(gateway.spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 });
    // A target takes up to three minutes until it gets any, and Kubernetes gives up a rollout after ten.
    expect(gateway.spec.minReadySeconds).toBeGreaterThanOrEqual(180);
    expect(gateway.spec.minReadySeconds).toBeLessThan(600);
  });

  it('have names of their own, and an entry only where it is known who asks', () => {
    expect(() => render('deployment', [chat, chat])).toThrow('there are two services chat');
    expect(() => render('deployment', [{ ...chat, entry }])).toThrow('need vpcCidr');
  });
});
