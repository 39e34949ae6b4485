import { parseDataset } from '../../resolve/datasets';
import type { Rule } from '../rule';
import { datasetLists } from './dataset-lists';
import { checkJobs } from './job-rule';

export const datasetFormat: Rule = {
  id: 'training/dataset-format',
  severity: 'error',
  summary: 'Files of data have a format that ms-swift reads.',
  why: 'The program stops at a file whose ending it does not know, when weights have been loaded already.',
  fix: 'Convert it to JSON lines.',
  source: 'ms-swift 4.4, swift/dataset/loader.py: jsonl, json, csv, txt, parquet',
  check(subject) {
    return checkJobs(subject, ({ job }) => {
      return datasetLists(job).flatMap(({ field, texts }) =>
        texts.flatMap((text, position) => {
          const plan = parseDataset(text, position);
          if (plan?.hub !== 's3' || endings.some((ending) => plan.key.endsWith(`.${ending}`))) return [];
          return [
            {
              field: [...field, position],
              message: `${plan.key} is no file that ms-swift reads`,
              expected: endings.join(', '),
              found: plan.key.split('/').at(-1) ?? '',
              fix: 'convert it to .jsonl',
            },
          ];
        }),
      );
    });
  },
};

const endings: readonly string[] = ['jsonl', 'json', 'csv', 'txt', 'parquet'];
