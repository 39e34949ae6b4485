import type { Path, Violation } from '../../../schemas/finding';
import type { InferencePlan } from '../../environment/inference-plan';
import type { Rule } from '../rule';

export const objectName: Rule = {
  id: 'serving/object-name',
  severity: 'error',
  summary: 'No service is called like an object of another one.',
  why: 'Beside its own name a service `chat` takes `chat-engines`, `chat-headroom`, `chat-canary`, and `chat-0`, `chat-1` … if a replica has several nodes: two objects of one name overwrite each other in the cluster.',
  fix: 'Rename one of the services.',
  source: 'Kubernetes, "Object Names and IDs"; LeaderWorkerSet, networkConfig.subdomainPolicy UniquePerReplica',
  check({ environment: { inference } }) {
    return inference.flatMap((service, index): Violation[] =>
      inference.flatMap((other, place): Violation[] => {
        const taken = objectsOf(other, place).find(({ form }) => form.test(service.name));
        if (taken === undefined) return [];
        return [
          {
            path: ['inference', index, 'name'],
            message: `${service.name} is the name of ${taken.what} of ${other.name} as well`,
            expected: 'another name',
            found: service.name,
            fix: taken.otherwise === undefined ? 'rename this service' : `rename this service, or ${taken.otherwise}`,
            involves: [['inference', place, 'name'], taken.because],
          },
        ];
      }),
    );
  },
};

interface TakenName {
  readonly form: RegExp;
  readonly what: string;
  /** What makes the object. */
  readonly because: Path;
  readonly otherwise?: string;
}

function objectsOf({ name, canary, headroom, nodesPerReplica }: InferencePlan, index: number): TakenName[] {
  const at = (field: string): Path => ['inference', index, field];
  const groups = { what: 'a group of pods', because: at('parallelism') };
  return [
    { form: new RegExp(`^${name}-engines$`), what: 'the Service of the engines', because: at('name') },
    ...(headroom === 0
      ? []
      : [
          {
            form: new RegExp(`^${name}-headroom$`),
            what: 'the Deployment that keeps room',
            because: at('headroom'),
            otherwise: 'set headroom of the other one to 0',
          },
        ]),
    ...(nodesPerReplica > 1 ? [{ ...groups, form: new RegExp(`^${name}-\\d+$`) }] : []),
    ...(canary === undefined
      ? []
      : [
          {
            form: new RegExp(`^${name}-canary(-engines)?$`),
            what: 'the canary',
            because: at('canary'),
            otherwise: 'remove the canary of the other one',
          },
          ...(canary.nodesPerReplica > 1 ? [{ ...groups, form: new RegExp(`^${name}-canary-\\d+$`) }] : []),
        ]),
  ];
}
