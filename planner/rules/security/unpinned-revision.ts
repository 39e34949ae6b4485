import type { Violation } from '../../../schemas/finding';
import type { Rule } from '../rule';

/** Default branches of Hugging Face and ModelScope. */
const branches: readonly string[] = ['main', 'master'];

export const unpinnedRevision: Rule = {
  id: 'security/unpinned-revision',
  severity: 'warning',
  summary: 'A model from a hub is pinned to a revision.',
  why: 'The owner of the repository can change its default branch at any time. The weights, and any code that comes with them, then change without a diff, and two regions may serve different models.',
  fix: 'Write a commit, or a tag that its owner does not move.',
  source:
    'Hugging Face Hub documentation, "Download files from the Hub" (revision); SLSA, "Source" (immutable references)',
  check({ project }) {
    return project.models.flatMap((model, index): Violation[] => {
      const fromHub = model.source.startsWith('hf://') || model.source.startsWith('modelscope://');
      const { revision } = model;
      if (!fromHub || (revision !== undefined && !branches.includes(revision))) return [];
      return [
        {
          path: revision === undefined ? ['models', index] : ['models', index, 'revision'],
          message:
            revision === undefined
              ? `${model.name} follows whatever ${model.source} holds at the time`
              : `${revision} is a branch, so ${model.name} changes whenever ${model.source} does`,
          expected: 'a commit or a tag',
          ...(revision !== undefined && { found: revision }),
          fix: revision === undefined ? 'add revision with a commit or a tag' : 'write a commit or a tag instead',
          involves: [['models', index, 'source']],
        },
      ];
    });
  },
};
