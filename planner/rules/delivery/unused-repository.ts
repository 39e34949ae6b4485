import type { Rule } from '../rule';

export const unusedRepository: Rule = {
  id: 'delivery/unused-repository',
  severity: 'warning',
  summary: 'A repository is named for Argo CD only.',
  why: 'With `by: helm`, which is the default, nothing reads the repository: whoever merges a change there waits in vain.',
  fix: 'Add `by: argocd`, or remove `repository`.',
  source: 'Argo CD documentation, "Application specification"',
  check({ project }) {
    const { by, repository } = project.delivery;
    if (by !== 'helm' || repository === undefined) return [];
    return [
      {
        path: ['delivery', 'repository'],
        message: 'objects are delivered by Helm, so nothing reads this repository',
        fix: 'add `by: argocd`, or remove it',
        involves: [['delivery', 'by']],
      },
    ];
  },
};
