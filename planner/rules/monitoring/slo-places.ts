import type { Path } from '../../../schemas/finding';
import type { InferenceService, Project, Slo } from '../../../schemas/project';

/** An entry of `monitoring.slos` whose service is known, and where both stand. */
export interface PlacedSlo {
  readonly slo: Slo;
  readonly index: number;
  readonly path: Path;
  readonly service: InferenceService;
  readonly servicePath: Path;
}

/** Objectives of services that the project has. */
export function placedSlos({ monitoring, inference }: Project): PlacedSlo[] {
  return monitoring.slos.flatMap((slo, index): PlacedSlo[] => {
    const at = inference.findIndex(({ name }) => name === slo.service);
    const service = inference[at];
    if (service === undefined) return [];
    return [{ slo, index, path: ['monitoring', 'slos', index], service, servicePath: ['inference', at] }];
  });
}
