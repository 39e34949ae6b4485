import type { Path, Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import { acceleratorOf, findPool } from '../pools';
import type { Rule } from '../rule';

export const acceleratorForWorkload: Rule = {
  id: 'compute/accelerator-for-workload',
  severity: 'error',
  summary: 'Training, inference and evaluation run on NVIDIA GPUs.',
  why: 'The images of vLLM, SGLang, LMDeploy and ms-swift that Ninefold runs are built on CUDA. On Inferentia and Trainium they find no device and exit.',
  fix: 'Name a pool with NVIDIA GPUs.',
  source:
    'vLLM Dockerfile v0.27.1 (base nvidia/cuda); SGLang and LMDeploy documentation, installation; ms-swift documentation, supported hardware; as of 2026-08',
  check({ project }) {
    return [
      ...project.training.flatMap(({ name, pool }, index) =>
        onNeuron(project, `the job ${name}`, pool, ['training', index, 'pool']),
      ),
      ...project.inference.flatMap(({ engine, pool }, index) =>
        onNeuron(project, engine, pool, ['inference', index, 'pool']),
      ),
      ...project.evaluation.flatMap(({ name, pool = '' }, index) =>
        onNeuron(project, `the evaluation ${name}`, pool, ['evaluation', index, 'pool']),
      ),
    ];
  },
};

function onNeuron(project: Project, what: string, poolName: string, path: Path): Violation[] {
  const found = findPool(project, poolName);
  const accelerator = found && acceleratorOf(found.pool);
  // AMD GPUs have no node image to begin with: compute/custom-ami.
  if (found === undefined || accelerator?.vendor !== 'aws') return [];
  return [
    {
      path,
      message: `${what} needs NVIDIA GPUs, and the pool ${poolName} has ${accelerator.model}`,
      expected: 'a pool with NVIDIA GPUs',
      found: poolName,
      fix: `name another pool, or change pools[${found.index}].instanceTypes`,
      involves: [['pools', found.index, 'instanceTypes']],
    },
  ];
}
