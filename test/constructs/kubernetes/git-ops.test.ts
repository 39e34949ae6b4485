import { application } from '../../../constructs/kubernetes/git-ops';

const gitOps = { repository: 'https://github.com/acme/env.git', revision: 'v1', path: 'chat/prod' };
const release = { name: 'nodes', namespace: 'kube-system', folder: 'us-east-1', gitOps };

describe('the Application of a group of objects', () => {
  it('leads Argo CD to the chart of its region in Git, and keeps the cluster as it is there', () => {
    expect(application(release, {}).spec).toMatchObject({
      source: {
        repoURL: 'https://github.com/acme/env.git',
        targetRevision: 'v1',
        path: 'chat/prod/us-east-1/nodes',
        helm: { releaseName: 'nodes' },
      },
      destination: { namespace: 'kube-system' },
      syncPolicy: { automated: { prune: true, selfHeal: true } },
    });
    expect(application(release, {}).spec.source.helm).not.toHaveProperty('valuesObject');
  });

  it('hands on what only Terraform knows as values of the chart', () => {
    const { helm } = application(release, { subnet: 'data.x.subnet' }).spec.source;
    expect(helm.valuesObject).toEqual({ references: { subnet: '<<subnet>>' } });
  });
});
