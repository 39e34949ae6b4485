import { findModel } from '../../../catalog/models';
import { parseSource } from '../../resolve/model-source';
import type { Rule } from '../rule';

export const gatedWithoutSecret: Rule = {
  id: 'models/gated-without-secret',
  severity: 'error',
  summary: 'A gated model has the token of an account that may read it.',
  why: 'Hugging Face hands out gated models only to accounts that have accepted their licence. Without a token every download of the weights is refused.',
  fix: 'Accept the licence, put a read token of that account into Secrets Manager, and name the secret.',
  source: 'Hugging Face Hub documentation, "Gated models"',
  check({ project }) {
    return project.models.flatMap(({ name, source, secret }, index) => {
      const parsed = parseSource(source);
      if (secret !== undefined || parsed.hub !== 'huggingface' || !findModel(parsed.repository)?.gated) return [];
      return [
        {
          path: ['models', index],
          message: `${parsed.repository} is gated, and ${name} has no token for it`,
          expected: 'the name of a secret with a token',
          fix: 'add `secret`, such as prod/huggingface',
          involves: [['models', index, 'source']],
        },
      ];
    });
  },
};
