import type { Violation } from '../../../schemas/finding';
import type { InferencePlan } from '../../environment/inference-plan';
import type { Rule } from '../rule';

/** How the names of objects end that a service has beside those of its own name. */
const endings: readonly {
  readonly ending: RegExp;
  readonly what: string;
  /** Field that makes the object. */
  readonly field: string;
  readonly has: (service: InferencePlan) => boolean;
  readonly otherwise?: string;
}[] = [
  { ending: /-engines$/, what: 'the Service of the engines', field: 'name', has: () => true },
  {
    ending: /-headroom$/,
    what: 'the Deployment that keeps room',
    field: 'headroom',
    has: ({ headroom }) => headroom > 0,
    otherwise: 'set headroom of the other one to 0',
  },
  {
    ending: /-\d+$/,
    what: 'a group of pods',
    field: 'parallelism',
    has: ({ nodesPerReplica }) => nodesPerReplica > 1,
  },
  {
    ending: /-canary(-engines)?$/,
    what: 'the canary',
    field: 'canary',
    has: ({ canary }) => canary !== undefined,
    otherwise: 'remove the canary of the other one',
  },
  {
    ending: /-canary-\d+$/,
    what: 'a group of pods',
    field: 'parallelism',
    has: ({ canary }) => (canary?.nodesPerReplica ?? 1) > 1,
  },
];

export const objectName: Rule = {
  id: 'serving/object-name',
  severity: 'error',
  summary: 'No service is called like an object of another one.',
  why: 'Beside its own name a service `chat` takes `chat-engines`, `chat-headroom`, `chat-canary`, and `chat-0`, `chat-1` … if a replica has several nodes: two objects of one name overwrite each other in the cluster.',
  fix: 'Rename one of the services.',
  source: 'Kubernetes, "Object Names and IDs"; LeaderWorkerSet, networkConfig.subdomainPolicy UniquePerReplica',
  check({ environment: { inference } }) {
    return inference.flatMap(({ name }, index): Violation[] =>
      endings.flatMap(({ ending, what, field, has, otherwise }): Violation[] => {
        if (!ending.test(name)) return [];
        const base = name.replace(ending, '');
        const place = inference.findIndex((other) => other.name === base && has(other));
        if (place < 0) return [];
        return [
          {
            path: ['inference', index, 'name'],
            message: `${name} is the name of ${what} of ${base} as well`,
            expected: 'another name',
            found: name,
            fix: otherwise === undefined ? 'rename this service' : `rename this service, or ${otherwise}`,
            involves: [
              ['inference', place, 'name'],
              ['inference', place, field],
            ],
          },
        ];
      }),
    );
  },
};
