import { hubAddresses } from '../../../schemas/hub-addresses';
import { parseDataset } from '../../resolve/datasets';
import type { Rule } from '../rule';
import { datasetLists } from './dataset-lists';
import { checkJobs } from './job-rule';

export const datasetScheme: Rule = {
  id: 'training/dataset-scheme',
  severity: 'error',
  summary: 'Data sets say where they lie.',
  why: 'Without a scheme nobody knows whether a name is a file or a data set on a hub.',
  fix: 'Write s3://bucket/key, hf://org/name or modelscope://org/name, with `:subset` on a hub and `#count` for a sample.',
  source: 'Ninefold: training.dataset',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      return datasetLists(job).flatMap(({ field, texts }) =>
        texts.flatMap((text, position) => {
          if (parseDataset(text, position) !== undefined) return [];
          const addresses = hubAddresses(text);
          return [
            {
              field: [...field, position],
              message: `${text} does not say where the data lies`,
              expected: 's3://bucket/key, hf://org/name or modelscope://org/name',
              found: text,
              fix: addresses.length > 0 ? `write ${addresses.join(' or ')}` : 'write the whole address',
            },
          ];
        }),
      );
    });
  },
};
