import type { Rule } from '../rule';

export const unknownSize: Rule = {
  id: 'models/unknown-size',
  severity: 'warning',
  summary: 'The size of the weights is known.',
  why: 'Weights are fetched onto a volume, and copied onto the disk of every node that reads them. For a model whose size nobody tells both keep 500 GiB: too much is paid for, or no node has the room, and too little stops the download when it is nearly done.',
  fix: 'Write the size of the files, as the hub or the bucket shows it. The shape of the model, by `like` or `config`, tells it as well.',
  source: 'Hugging Face Hub and ModelScope, "Files" of a model',
  check({ project, environment }) {
    return project.models.flatMap(({ name, source, size }, index) => {
      if (size !== undefined || environment.models[index]?.architecture !== undefined) return [];
      return [
        {
          path: ['models', index],
          message: `nobody tells how large ${source} is, so nodes and volumes keep 500 GiB for ${name}`,
          fix: 'add `size`, such as 140GiB',
        },
      ];
    });
  },
};
