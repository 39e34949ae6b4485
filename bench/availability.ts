import { synthesizedStacks } from '../cli/drill/synthesized-stacks';
import { prove } from '../planner/availability/proof';
import { compileFile } from '../planner/compile';
import type { Environment } from '../planner/environment/environment';
import { readEmitted } from '../sandbox/drill/emitted-configuration';
import { runDrill } from '../sandbox/drill/run-drill';
import type { Bench } from './bench';
import { environmentWithRegions } from './environments';
import type { Figures } from './promises';

const [regions, services] = [30, 300];
const rounds = 5;
const drillRounds = 3;

/** How long it takes to prove the objectives of a large environment, and to rehearse the loss of a region. */
export function availability({ spec }: Bench): Figures {
  const large = withServices(environmentWithRegions(spec, regions), services);
  // A proof is made once for an environment, so every round gets a copy of its own.
  const proofs = Array.from({ length: rounds }, () => {
    const copy = { ...large };
    return milliseconds(() => prove(copy));
  });
  const { environment } = compileFile(spec, '2026-11-23');
  if (environment === undefined) throw new Error(`${spec} has errors`);
  const emitted = readEmitted(environment, synthesizedStacks(environment));
  const [first] = environment.regions;
  const drills = Array.from({ length: drillRounds }, () =>
    milliseconds(() =>
      runDrill(environment, emitted, {
        fault: { kind: 'region', region: first?.name ?? '' },
        users: 10_000,
        seed: 1,
        seconds: 3600,
        failsAt: 300,
        repairedAt: 1200,
      }),
    ),
  );
  return { proof: proofs, drill: drills.map((time) => time / 1000) };
}

/** The environment with its services repeated, each with a port of its own, in all regions. */
function withServices(environment: Environment, count: number): Environment {
  const names = environment.regions.map(({ name }) => name);
  const inference = Array.from({ length: count }, (_, index) => {
    const model = environment.inference[index % environment.inference.length];
    if (model === undefined) throw new Error('no service to repeat');
    return { ...model, name: `${model.name}-${index}`, regions: names };
  });
  return { ...environment, inference };
}

function milliseconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
