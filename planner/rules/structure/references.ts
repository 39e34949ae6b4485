import type { Path, Violation } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';
import { suggestFrom } from '../../../schemas/suggest';
import { defaultQueueName } from '../../environment/queue-plan';

/** A place that names something defined elsewhere in the spec. */
export interface Reference {
  readonly path: Path;
  readonly name: string;
}

/** Places that name a pool. */
export function poolReferences({ training, inference, evaluation }: Project): Reference[] {
  return [
    ...training.map(({ pool }, index) => ({ path: ['training', index, 'pool'], name: pool })),
    ...inference.map(({ pool }, index) => ({ path: ['inference', index, 'pool'], name: pool })),
    ...inference.flatMap(({ fallbackPools }, index) =>
      fallbackPools.map((name, position) => ({ path: ['inference', index, 'fallbackPools', position], name })),
    ),
    ...evaluation.flatMap(({ pool }, index) =>
      pool === undefined ? [] : [{ path: ['evaluation', index, 'pool'], name: pool }],
    ),
  ];
}

/** Places that name a model; not those that name the result of a training job. */
export function modelReferences({ training, inference, evaluation }: Project): Reference[] {
  return [
    ...training.flatMap((job, index) =>
      (['model', 'referenceModel', 'rewardModel', 'teacherModel'] as const).flatMap((field) => {
        const name = job[field];
        return name === undefined ? [] : [{ path: ['training', index, field], name }];
      }),
    ),
    ...inference.flatMap(({ model }, index) =>
      typeof model === 'string' ? [{ path: ['inference', index, 'model'], name: model }] : [],
    ),
    ...inference.flatMap(({ canary }, index) =>
      typeof canary?.model === 'string' ? [{ path: ['inference', index, 'canary', 'model'], name: canary.model }] : [],
    ),
    ...evaluation.flatMap(({ model }, index) =>
      typeof model === 'string' ? [{ path: ['evaluation', index, 'model'], name: model }] : [],
    ),
  ];
}

/** Places that name an inference service. */
export function serviceReferences({ monitoring, training, evaluation }: Project): Reference[] {
  return [
    ...monitoring.slos.map(({ service }, index) => ({ path: ['monitoring', 'slos', index, 'service'], name: service })),
    ...training.flatMap(({ evaluate }, index) =>
      evaluate?.service === undefined
        ? []
        : [{ path: ['training', index, 'evaluate', 'service'], name: evaluate.service }],
    ),
    ...evaluation.flatMap(({ service }, index) =>
      service === undefined ? [] : [{ path: ['evaluation', index, 'service'], name: service }],
    ),
  ];
}

/** Places that name the result of a training job. */
export function jobReferences({ training, inference, evaluation }: Project): Reference[] {
  return [
    ...training.flatMap(({ adapters }, index) =>
      adapters === undefined ? [] : [{ path: ['training', index, 'adapters', 'training'], name: adapters.training }],
    ),
    ...inference.flatMap(({ model }, index) =>
      typeof model === 'string' ? [] : [{ path: ['inference', index, 'model', 'training'], name: model.training }],
    ),
    ...inference.flatMap(({ canary }, index) =>
      typeof canary?.model === 'object'
        ? [{ path: ['inference', index, 'canary', 'model', 'training'], name: canary.model.training }]
        : [],
    ),
    ...inference.flatMap(({ adapters }, index) =>
      adapters.map(({ training: name }, position) => ({
        path: ['inference', index, 'adapters', position, 'training'],
        name,
      })),
    ),
    ...evaluation.flatMap(({ model }, index) =>
      typeof model === 'object' ? [{ path: ['evaluation', index, 'model', 'training'], name: model.training }] : [],
    ),
  ];
}

/** Places that name a queue of the spec; the default one is always there. */
export function queueReferences({ training, evaluation }: Project): Reference[] {
  const named = (list: string, items: readonly { readonly queue?: string }[]) =>
    items.flatMap(({ queue }, index) =>
      queue === undefined || queue === defaultQueueName ? [] : [{ path: [list, index, 'queue'], name: queue }],
    );
  return [...named('training', training), ...named('evaluation', evaluation)];
}

/** Places that name a pool to share its nodes; nothing runs on it for that alone. */
export function shareReferences({ queues }: Project): Reference[] {
  return queues.flatMap(({ share }, index) =>
    Object.keys(share).map((name) => ({ path: ['queues', index, 'share', name], name })),
  );
}

/** The places that give the items of a list their names: where a mistake would make a reference doubtful. */
export function namePlaces(list: string, items: readonly unknown[]): Path[] {
  return items.length === 0 ? [[list]] : items.map((_, index) => [list, index, 'name']);
}

/**
 * References that lead to no item of a list.
 *
 * @param noun what an item is called
 */
export function unknownNames(
  references: readonly Reference[],
  list: 'pools' | 'queues' | 'inference' | 'training' | 'models',
  { [list]: items }: Project,
  noun: string,
): Violation[] {
  const names = items.map(({ name }) => name);
  return references
    .filter(({ name }) => !names.includes(name))
    .map(({ path, name }) => ({
      path,
      message: `there is no ${noun} ${JSON.stringify(name)}`,
      expected: `the name of ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`,
      found: name,
      fix: suggestFrom(name, names, noun),
      involves: namePlaces(list, items),
      alone: true as const,
    }));
}

/**
 * Indexes of the items that nothing refers to. None if a reference leads nowhere: it may be meant for any of them, and
 * a rule reports it.
 */
export function unusedItems(items: readonly { readonly name: string }[], references: readonly Reference[]): number[] {
  const names = new Set(items.map(({ name }) => name));
  const used = new Set(references.map(({ name }) => name));
  if ([...used].some((name) => !names.has(name))) return [];
  return items.flatMap(({ name }, index) => (used.has(name) ? [] : [index]));
}
