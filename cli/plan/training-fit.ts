import type { Environment } from '../../planner/environment/environment';
import { nodeForPool } from '../../planner/fit/gpu-node';
import { type FitReport, fitReport } from '../fit/fit-report';
import { fitLines } from '../fit/fit-text';
import type { Colors } from '../terminal/terminal';

/** Of each job whose model and GPUs are known. */
export interface JobFit extends FitReport {
  readonly job: string;
}

export function jobFits({ training, regions }: Environment): JobFit[] {
  return training.flatMap(({ name, pool, nodes, fit, runnersUp, search, hyperparameters }) => {
    const types =
      regions.flatMap((region) => region.pools).find((candidate) => candidate.name === pool)?.instances ?? [];
    const node = nodeForPool(types);
    return fit && node
      ? [{ job: name, ...fitReport(fit, { runnersUp, ...search }, nodes, node, hyperparameters.maxSteps) }]
      : [];
  });
}

/** Undefined without jobs whose fit is known. */
export function jobFitSection(fits: readonly JobFit[], colors: Colors): string | undefined {
  if (fits.length === 0) return undefined;
  const blocks = fits.map((fit) => {
    const [first, ...rest] = fitLines(fit, colors);
    return [`  ${colors.bold(fit.job)}  ${first}`, ...rest.map((line) => `    ${line}`)].join('\n');
  });
  return [colors.bold('Fit of training, estimated (docs/gpu-fit.md)'), ...blocks].join('\n');
}
