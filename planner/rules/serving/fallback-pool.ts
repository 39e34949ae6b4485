import type { Violation } from '../../../schemas/finding';
import { acceleratorOf, describeAccelerators, findPool, sameAccelerators } from '../pools';
import type { Rule } from '../rule';

export const fallbackPool: Rule = {
  id: 'serving/fallback-pool',
  severity: 'error',
  summary: "Fallback pools have nodes like those of the service's own pool.",
  why: 'The command of the engine is made for one kind of GPU and for the number that a node has: on others it does not start, or needs more memory than there is.',
  fix: "Choose pools with the same GPU model, memory and count, other than the service's own.",
  source: 'Ninefold',
  check({ project }) {
    return project.inference.flatMap(({ pool, fallbackPools }, index) =>
      fallbackPools.flatMap((name, position): Violation[] => {
        const [own, other] = [pool, name].map((one) => {
          const found = findPool(project, one);
          return found && acceleratorOf(found.pool);
        });
        if (own === undefined || other === undefined) return [];
        if (name !== pool && sameAccelerators(own, other)) return [];
        return [
          {
            path: ['inference', index, 'fallbackPools', position],
            message:
              name === pool
                ? `${name} is the pool of the service itself`
                : `nodes of ${name} are not like those of ${pool}`,
            expected: `another pool with ${describeAccelerators(own)}`,
            found: describeAccelerators(other),
            fix: 'choose another pool, or remove it',
            involves: [['inference', index, 'pool']],
          },
        ];
      }),
    );
  },
};
