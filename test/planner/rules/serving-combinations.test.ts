import { type Engine, engines } from '../../../catalog/engines';
import { capacityRules } from '../../../planner/rules/capacity';
import { computeRules } from '../../../planner/rules/compute';
import { inferenceRules } from '../../../planner/rules/inference';
import { servingRules } from '../../../planner/rules/serving';
import { expectGolden } from '../../support/golden';
import { type Spec, specWith, subjectOf } from '../../support/spec';

/** Nodes by the generation of their GPUs, all with four or more. */
const nodes = {
  'T4, sm75': ['g4dn.12xlarge'],
  'A10G, sm86': ['g5.12xlarge'],
  'L4, sm89': ['g6.12xlarge'],
  'H100, sm90': ['p5.48xlarge'],
  'B200, sm100': ['p6-b200.48xlarge'],
  'Radeon Pro V520': ['g4ad.16xlarge'],
  Trainium: ['trn1.32xlarge'],
} as const;

/** Weights as they have to be published for a quantisation. */
const published = { none: '', awq: '-AWQ', gptq: '-GPTQ-Int4', fp8: '', bnb: '' } as const;

const own = [...inferenceRules, ...servingRules];
const errors = [...own, ...computeRules, ...capacityRules].filter(({ severity }) => severity === 'error');
const warnings = own.filter(({ severity }) => severity === 'warning');

/** Ids of the errors of one service with these fields, or `runs`, and of the warnings. */
function verdict(more: Spec, instanceTypes: readonly string[] = ['g5.12xlarge']): string {
  const spec = specWith((changed) => {
    changed.inference.splice(1, 1);
    changed.pools[0].instanceTypes = instanceTypes;
    Object.assign(changed.inference[0], { contextLength: 2048, replicas: { min: 2, max: 2 } }, more);
    changed.models.push({
      name: 'small',
      source: `hf://Qwen/Qwen2.5-7B-Instruct${published[more.quantization as keyof typeof published] ?? ''}`,
      revision: 'v1',
    });
    changed.inference[0].model = 'small';
  });
  const subject = subjectOf(spec);
  const [wrong = [], doubtful = []] = [errors, warnings].map((rules) =>
    rules.filter((rule) => rule.check(subject).some(({ path }) => path[0] !== 'training')).map(({ id }) => id),
  );
  const end = wrong.length > 0 ? wrong.join(', ') : 'runs';
  return doubtful.length > 0 ? `${end}; with a warning: ${doubtful.join(', ')}` : end;
}

const all = Object.keys(engines) as Engine[];

describe('what cannot be served', () => {
  it('is as in the golden table, by engine, quantisation and generation of GPUs, and by how a replica is split', () => {
    const byGpu = all.flatMap((engine) =>
      Object.keys(published).flatMap((quantization) =>
        Object.entries(nodes).map(
          ([gpu, types]) => `${engine}, ${quantization}, ${gpu}: ${verdict({ engine, quantization }, types)}`,
        ),
      ),
    );
    const splits = [
      { tensor: 4, pipeline: 1 },
      { tensor: 3, pipeline: 1 },
      { tensor: 2, pipeline: 2 },
      { tensor: 8, pipeline: 1 },
      { tensor: 4, pipeline: 40 },
    ];
    const bySplit = all.flatMap((engine) =>
      splits.map((parallelism) => {
        const title = `tensor ${parallelism.tensor}, pipeline ${parallelism.pipeline}`;
        return `${engine}, ${title}, A10G: ${verdict({ engine, parallelism })}`;
      }),
    );
    const byOption = all.flatMap((engine) =>
      (
        [
          ['cache in 8 bits', { kvCache: 'fp8' }],
          ['context beyond the model', { contextLength: 65_536 }],
          ['an adapter of another model', { adapters: [{ name: 'support', training: 'dpo' }] }],
          ['an image that moves', { image: 'acme/engine:latest' }],
          ['an argument of Ninefold', { extraArgs: [engine === 'lmdeploy' ? '--server-port' : '--port', '80'] }],
          ['a start that is ended before it is done', { startupLimit: '30s' }],
          ['a canary that is the same', { canary: { weight: 10, engine } }],
          ['a canary in 4 bits that are not there', { canary: { weight: 10, quantization: 'awq' } }],
        ] as const
      ).map(([title, more]) => `${engine}, ${title}: ${verdict({ engine, ...more })}`),
    );
    expectGolden('serving-illegal.txt', `${[...byGpu, '', ...bySplit, '', ...byOption].join('\n')}\n`);
  });
});
