import { findModel } from '../../../catalog/models';
import { parseSource } from '../../resolve/model-source';
import type { Rule } from '../rule';
import { checkServices } from './service-rule';
import { type UnquantizedWeights, unquantizedWeights } from './unquantized-weights';

export const quantizedFormat: Rule = {
  id: 'inference/quantized-format',
  severity: 'error',
  summary: 'LMDeploy is told of quantised weights only where the checkpoint has them.',
  why: 'With `--model-format` it looks for packed weights and their scales. In 16-bit weights it finds neither, and stops while it starts.',
  fix: 'Name a checkpoint in that format, or a training job that exports it, or leave `quantization` out.',
  source: 'LMDeploy documentation, "AWQ/GPTQ" and "FP8"; lmdeploy/turbomind/deploy/converter.py',
  check(subject) {
    return checkServices(subject, (planned) => {
      const found = unquantizedWeights(subject.project, planned);
      return found !== undefined && stopsEngine(found) ? [found.problem] : [];
    });
  },
};

/** What the catalog knows was published in 16 bits, under an engine that takes the format on trust. */
export function stopsEngine({ source, isTold }: UnquantizedWeights): boolean {
  const parsed = parseSource(source);
  const known = parsed.hub === 's3' ? undefined : findModel(parsed.repository);
  return isTold && known !== undefined && known.dtype !== 'fp8';
}
