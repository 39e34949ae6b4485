import { priorityClasses } from '../../../constructs/kubernetes/priority-classes';
import { namespaceWithBounds } from '../../../constructs/platform/namespace';

const find = (kind: string, name?: string) =>
  namespaceWithBounds({ name: 'training', gpus: 16, podSecurity: 'baseline' }).find(
    (manifest) => manifest.kind === kind && (name === undefined || manifest.metadata.name === name),
  );

describe('a namespace with bounds', () => {
  it('has no more GPUs than its pools, and defaults for containers that say nothing', () => {
    expect(find('ResourceQuota')).toMatchObject({ spec: { hard: { 'requests.nvidia.com/gpu': '16' } } });
    expect(find('LimitRange')).toMatchObject({
      spec: { limits: [{ type: 'Container', defaultRequest: { cpu: '100m', memory: '256Mi' } }] },
    });
  });

  it('refuses all traffic but questions to DNS', () => {
    expect(find('NetworkPolicy', 'default-deny')).toMatchObject({
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    expect(find('NetworkPolicy', 'allow-dns')).toMatchObject({
      spec: { policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }, { port: 53 }] }] },
    });
  });

  it('outlives its release, and holds pods to the baseline', () => {
    expect(find('Namespace')?.metadata).toMatchObject({
      annotations: { 'helm.sh/resource-policy': 'keep' },
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline' },
    });
  });
});

describe('the priorities of tiers', () => {
  it('let critical work push out standard work, and that the sheddable, which pushes out nothing', () => {
    const classes = new Map(priorityClasses().map(({ metadata, ...rest }) => [metadata.name, rest]));
    const value = (tier: string) => Number(classes.get(`ninefold-${tier}`)?.value);
    expect(value('critical')).toBeGreaterThan(value('standard'));
    expect(value('standard')).toBeGreaterThan(value('sheddable'));
    expect(classes.get('ninefold-sheddable')?.preemptionPolicy).toBe('Never');
    expect(classes.get('ninefold-critical')?.preemptionPolicy).toBe('PreemptLowerPriority');
  });
});
