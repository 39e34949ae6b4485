import { engineFacts } from '../../../catalog/engines';
import type { Project } from '../../../schemas/project';
import type { PlacedProblem } from '../placed-problem';
import type { PlannedService } from './service-rule';

/** A service that expects quantised weights where nothing says that they are. */
export interface UnquantizedWeights {
  readonly source: string;
  /** Whether the engine is told the format, instead of reading it in the checkpoint. */
  readonly isTold: boolean;
  readonly problem: PlacedProblem;
}

/** Undefined where the engine quantises itself, and where nobody but the owner of the weights can know. */
export function unquantizedWeights({ models }: Project, { service }: PlannedService): UnquantizedWeights | undefined {
  const { quantization, engine, model } = service;
  const facts = quantization === 'none' ? undefined : engineFacts(engine).quantizations[quantization];
  if (facts === undefined || facts.online || typeof model !== 'string') return undefined;
  const source = models.find(({ name }) => name === model)?.source;
  if (source === undefined || source.startsWith('s3://') || hints[quantization as keyof typeof hints]?.test(source))
    return undefined;
  return {
    source,
    isTold: facts.args.length > 0,
    problem: {
      field: ['quantization'],
      message: `${source} does not look as if it were quantised with ${quantization}`,
      expected: `a checkpoint with ${quantization} in its name, or model: { training: … } of a job with export: { quantization: ${quantization} }`,
      found: source,
      fix: `name the ${quantization.toUpperCase()} checkpoint of the model, or leave quantization out`,
    },
  };
}

/** How makers of quantised checkpoints name them. */
const hints = { awq: /awq/i, gptq: /gptq|int[48]/i, fp8: /fp8|deepseek-v3/i, bnb: /./ } as const;
