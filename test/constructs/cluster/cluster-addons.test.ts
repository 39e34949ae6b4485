import { CoreAddons, WorkloadAddons } from '../../../constructs/cluster/cluster-addons';
import { synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const props = { clusterName: 'chat-prod-use1', namePrefix: 'chat-prod-use1' };

const build = (fsx: boolean) =>
  synthesize((stack) => {
    const core = new CoreAddons(stack, 'core', props);
    new WorkloadAddons(stack, 'workload', { ...props, fsx, dependsOn: core.addons });
  });

const addonsOf = (result: ReturnType<typeof build>) =>
  Object.fromEntries(Object.values(result.resources('aws_eks_addon')).map((addon) => [addon['addon_name'], addon]));

describe('cluster add-ons', () => {
  it('installs networking and identity first and the rest after the nodes', () => {
    const addons = addonsOf(build(false));
    expect(Object.keys(addons).sort()).toEqual([
      'aws-ebs-csi-driver',
      'coredns',
      'eks-node-monitoring-agent',
      'eks-pod-identity-agent',
      'kube-proxy',
      'metrics-server',
      'vpc-cni',
    ]);
    expect(addons['vpc-cni']?.['depends_on']).toBeUndefined();
    expect(addons['coredns']?.['depends_on']).toHaveLength(3);
  });

  it('hands nodes whole prefixes of addresses and enforces network policies', () => {
    const configuration = JSON.parse(String(addonsOf(build(false))['vpc-cni']?.['configuration_values']));
    expect(configuration).toEqual({
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    });
  });

  it('gives each add-on that calls AWS a role of its own', () => {
    const result = build(true);
    expect(addonsOf(result)['aws-fsx-csi-driver']?.['pod_identity_association']).toEqual([
      { role_arn: expect.stringContaining('aws_iam_role.'), service_account: 'fsx-csi-controller-sa' },
    ]);
    expect(Object.values(result.resources('aws_iam_role')).map((role) => role['name'])).toEqual([
      'chat-prod-use1-vpc-cni',
      'chat-prod-use1-aws-ebs-csi-driver',
      'chat-prod-use1-aws-fsx-csi-driver',
    ]);
  });

  itWithTerraform(
    'are accepted by the real provider',
    () => expect(validateJson(build(true).json)).toEqual([]),
    60_000,
  );
});
