import { dirname, join } from 'node:path';
import { blueprintFile } from '../../blueprints/library';
import { msSwift } from '../../catalog/ms-swift/pinned';
import { compileFile } from '../../planner/compile';
import { today } from '../support/spec';

const folder = dirname(blueprintFile('batch-eval', '1.0.0'));

it('evaluates the candidate on one spot GPU, with the gate that the project adds', () => {
  const { environment, findings } = compileFile(join(folder, 'example.yaml'), today);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(environment?.inference).toEqual([]);
  expect(environment?.regions[0]?.pools).toMatchObject([{ capacity: { type: 'spot' }, nodes: { min: 0, max: 1 } }]);
  expect(environment?.evaluation).toMatchObject([
    {
      name: 'candidate-scores',
      image: msSwift.image,
      serves: { model: { model: 'candidate' }, pool: 'evaluate', queue: 'training', fit: { gpus: 1, fits: true } },
      run: { on: 'schedule', cron: '0 3 * * 1' },
      startsIn: ['us-east-2'],
      command: { program: ['swift', 'eval'], gpus: 1, gate: { gsm8k: 0.7 } },
    },
  ]);
});
