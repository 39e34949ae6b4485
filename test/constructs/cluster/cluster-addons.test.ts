import { CoreAddons, WorkloadAddons } from '../../../constructs/cluster/cluster-addons';
import { synthesize } from '../../support/synthesize';
import { itWithTerraform, validateJson } from '../../support/terraform';

const props = {
  clusterName: 'chat-prod-use1',
  clusterVersion: '1.35',
  namePrefix: 'chat-prod-use1',
  tags: { owner: 'team' },
};

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
    expect(addons['eks-pod-identity-agent']?.['depends_on']).toBeUndefined();
    expect(addons['coredns']?.['depends_on']).toHaveLength(3);
  });

  it('starts the VPC CNI after the agent that gives it credentials and after its permissions', () => {
    expect(addonsOf(build(false))['vpc-cni']?.['depends_on']).toEqual([
      expect.stringMatching(/^aws_eks_addon\.core_eks-pod-identity-agent/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\./),
    ]);
  });

  it('follows the versions that EKS recommends for the version of the cluster', () => {
    const { json } = build(false);
    const versions = Object.values((json['data'] as Record<string, object>)['aws_eks_addon_version'] ?? {});
    expect(versions).toHaveLength(7);
    expect(versions).toContainEqual(expect.objectContaining({ addon_name: 'vpc-cni', kubernetes_version: '1.35' }));
  });

  it('watches the GPUs of tainted nodes', () => {
    const values = addonsOf(build(false))['eks-node-monitoring-agent']?.['configuration_values'];
    expect(JSON.parse(String(values))).toEqual({ dcgmAgent: { tolerations: [{ operator: 'Exists' }] } });
  });

  it('tags the volumes that pods ask for', () => {
    const values = addonsOf(build(false))['aws-ebs-csi-driver']?.['configuration_values'];
    expect(JSON.parse(String(values))).toEqual({ controller: { extraVolumeTags: { owner: 'team' } } });
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
