import type { Violation } from '../../../schemas/finding';
import type { Rule, Subject } from '../rule';
import { heldWeights } from './held-weights';
import { diskFor, imagesGib, nodeDisk } from './node-disk';

export const weightsDisk: Rule = {
  id: 'compute/weights-disk',
  severity: 'error',
  summary: 'The disk of a node holds the weights of a pod beside its image.',
  why: 'Every pod copies the weights that it reads from the bucket of its region onto the disk of its node. Where they do not fit it stays pending, or is evicted when the disk is full to 85 %: the nodes are paid for, and nothing ever answers.',
  fix: 'Take instance types with larger local disks, raise `disk` where there are none, or write the `size` of a model whose size is unknown.',
  source:
    'Kubernetes documentation, "Local ephemeral storage" and "Node-pressure Eviction" (imagefs.available < 15 %); sizes of models and images in the catalog',
  check(subject) {
    return heldWeights(subject).flatMap(({ path, name, pool, poolIndex, models, gib }): Violation[] => {
      const disk = nodeDisk(pool);
      const needed = Math.ceil(gib + imagesGib(1));
      if (needed <= disk.usableGib) return [];
      const places = models.map((model) => subject.project.models.findIndex((other) => other.name === model));
      const guessed = places.find((index) => isGuessed(subject, index));
      const larger =
        disk.setting === 'disk'
          ? `set pools[${poolIndex}].disk to ${diskFor(needed)}GiB or more`
          : 'take instance types with larger local disks';
      return [
        {
          path,
          message: `${name} brings ${gib} GiB of weights to nodes of ${pool.name}, which have ${disk.text}`,
          expected: `at most ${disk.usableGib} GiB with image and system`,
          found: `${needed} GiB`,
          fix: guessed === undefined ? larger : `add the size of the weights to models[${guessed}], or ${larger}`,
          involves: [['pools', poolIndex, disk.setting], ...places.map((index) => ['models', index, 'size'])],
        },
      ];
    });
  },
};

/** Whether a model has the size that is assumed where nobody tells one. */
function isGuessed({ project, environment }: Subject, index: number): boolean {
  return project.models[index]?.size === undefined && environment.models[index]?.architecture === undefined;
}
