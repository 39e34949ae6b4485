import type { Path } from '../../../schemas/finding';
import type { Project } from '../../../schemas/project';

/** An image that the spec names in the place of one of the catalog. */
export interface OwnImage {
  readonly image: string;
  readonly path: Path;
}

export function ownImages({ inference, training, evaluation }: Project): OwnImage[] {
  const found = (image: string | undefined, ...path: Path): OwnImage[] =>
    image === undefined ? [] : [{ image, path }];
  return [
    ...inference.flatMap((service, index) => [
      ...found(service.image, 'inference', index, 'image'),
      ...found(service.canary?.image, 'inference', index, 'canary', 'image'),
    ]),
    ...training.flatMap((job, index) => found(job.image, 'training', index, 'image')),
    ...evaluation.flatMap((each, index) => found(each.image, 'evaluation', index, 'image')),
  ];
}
