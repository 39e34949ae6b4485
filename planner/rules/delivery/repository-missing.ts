import type { Rule } from '../rule';

export const repositoryMissing: Rule = {
  id: 'delivery/repository-missing',
  severity: 'error',
  summary: 'Argo CD has a repository to read.',
  why: 'Without one, nothing that the project puts into the clusters would ever arrive there.',
  fix: 'Name the Git repository that holds the folder `argocd` of the output.',
  source: 'Argo CD documentation, "Application specification"',
  check({ project }) {
    const { by, repository } = project.delivery;
    if (by !== 'argocd' || repository !== undefined) return [];
    return [
      {
        path: ['delivery'],
        message: 'Argo CD has no repository to read',
        expected: 'the address of a Git repository',
        fix: 'add `repository`, such as https://github.com/acme/environments.git',
      },
    ];
  },
};
