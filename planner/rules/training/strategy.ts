import type { Architecture } from '../../../catalog/models';
import { strategyProblem } from '../../fit/plan-problem';
import type { Rule } from '../rule';
import { checkPlans } from './plan-rule';

export const strategy: Rule = {
  id: 'training/strategy',
  severity: 'error',
  summary: 'A strategy can run the method and the tuner of its job.',
  why: 'The program stops before the first step: the trainer or the kernel for that combination does not exist.',
  fix: 'Choose another strategy, or leave it to `auto`.',
  source:
    'ms-swift 4.5: megatron rlhf --rlhf_type; bitsandbytes documentation, "FSDP-QLoRA"; PEFT documentation, "DeepSpeed"',
  check(subject) {
    return checkPlans(subject, ({ job, model }, plan) => {
      const shape = model ?? unknownShape;
      const problem = strategyProblem(plan.strategy, { model: shape, method: job.method, tuner: job.tuner });
      if (problem === undefined) return undefined;
      return {
        message: `${job.name} cannot run like that: ${problem}`,
        expected: 'auto, or a strategy that has it',
        found: plan.strategy,
        fix: job.tuner === 'qlora' ? 'use tuner: lora, or parallelism: ddp' : 'use zero3, or leave it to auto',
        key: 'strategy',
      };
    });
  },
};

/** Where the shape is unknown, only what holds for every shape is judged. */
const unknownShape: Architecture = {
  layers: 1,
  hidden: 1,
  feedForward: 1,
  heads: 1,
  kvHeads: 1,
  headDim: 1,
  vocabulary: 1,
  maxPositions: 1,
};
