import type { Rule } from '../rule';
import { stopsEngine } from './quantized-format';
import { checkServices } from './service-rule';
import { unquantizedWeights } from './unquantized-weights';

export const notQuantized: Rule = {
  id: 'inference/not-quantized',
  severity: 'warning',
  summary: 'Weights that an engine cannot quantise itself are served from a checkpoint that has them.',
  why: 'AWQ and GPTQ are made with calibration data before. vLLM and SGLang read the format in the checkpoint, and serve 16-bit weights as they are: they take two to four times the memory that was planned.',
  fix: 'Name a checkpoint that says so in its name, or a training job that exports it, or use fp8.',
  source: 'AutoAWQ and GPTQModel documentation; vLLM documentation, "Quantization"',
  check(subject) {
    return checkServices(subject, (planned) => {
      const found = unquantizedWeights(subject.project, planned);
      return found === undefined || stopsEngine(found) ? [] : [found.problem];
    });
  },
};
