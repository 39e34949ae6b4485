import type { Manifest } from '../../constructs/kubernetes/manifest';
import { schemaProblems } from '../support/kubernetes/schemas';

const job = (spec: object): Manifest =>
  ({ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec }) as Manifest;
const queue = (spec: object): Manifest =>
  ({ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ClusterQueue', metadata: { name: 'q' }, spec }) as Manifest;

describe('the official schemas', () => {
  it('accept what is right and refuse what is wrong, in Kubernetes and in custom resources', () => {
    const template = { spec: { restartPolicy: 'Never', containers: [{ name: 'a', image: 'b' }] } };
    expect(schemaProblems([job({ template }), queue({ namespaceSelector: {} })])).toEqual([]);
    expect(schemaProblems([job({ template: { spec: {} } }), queue({ nameSpaceSelector: {} })])).toEqual([
      expect.stringMatching(/^Job j: .*containers/),
      expect.stringMatching(/^ClusterQueue q: .*additional properties/),
    ]);
  });

  it('are there for every kind: an unknown one is a problem', () => {
    const unknown = { apiVersion: 'acme.com/v1', kind: 'Thing', metadata: { name: 't' } };
    expect(schemaProblems([unknown])).toEqual(['Thing t: no schema for acme.com/v1 Thing']);
  });

  it('see values in the place of what only Terraform knows', () => {
    const nodeClass = (id: string) => ({
      apiVersion: 'karpenter.k8s.aws/v1',
      kind: 'EC2NodeClass',
      metadata: { name: 'n' },
      spec: {
        amiSelectorTerms: [{ alias: 'al2023@v20260801' }],
        role: '<<karpenter_node_role>>',
        subnetSelectorTerms: [{ id }],
        securityGroupSelectorTerms: [{ id: '<<cluster_security_group_id>>' }],
      },
    });
    expect(schemaProblems([nodeClass('<<private_subnet_ids.use1-az1>>')])).toEqual([]);
    expect(schemaProblems([nodeClass('no-subnet')])).toHaveLength(1);
  });
});
