import { findModel } from '../../../catalog/models';
import { parseSource } from '../../resolve/model-source';
import type { Rule } from '../rule';

export const unknownSize: Rule = {
  id: 'models/unknown-size',
  severity: 'warning',
  summary: 'The size of the weights is known.',
  why: 'Weights are fetched onto a volume. For a model that the catalog does not know it has 500 GiB: too much is paid for, and too little stops the download when it is nearly done.',
  fix: 'Write the size of the files in the repository, as the hub shows it.',
  source: 'Hugging Face Hub and ModelScope, "Files" of a model',
  check({ project }) {
    return project.models.flatMap(({ name, source, size }, index) => {
      const parsed = parseSource(source);
      // From a bucket into a bucket nothing comes by the volume.
      if (size !== undefined || parsed.hub === 's3' || findModel(parsed.repository)) return [];
      return [
        {
          path: ['models', index],
          message: `the catalog does not know how large ${parsed.repository} is, so ${name} gets a volume of 500 GiB`,
          fix: 'add `size`, such as 140GiB',
        },
      ];
    });
  },
};
