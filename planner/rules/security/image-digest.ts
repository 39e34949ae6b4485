import { parseEcrImage } from '../../../catalog/ecr-image';
import type { Rule } from '../rule';
import { ownImages } from './own-images';

export const imageDigest: Rule = {
  id: 'security/image-digest',
  severity: 'warning',
  summary: "An image is pinned by its digest, or lies in the project's registry, where tags do not move.",
  why: 'Whoever may push to a registry can give a tag to another image. Pods that start later then run something that nobody has reviewed. The repositories that Ninefold makes have immutable tags.',
  fix: 'Add `@sha256:…` to the image, or push it to the repository of the project and name it there.',
  source: 'Kubernetes documentation, "Images" (image digests); Amazon ECR User Guide, "Image tag immutability"',
  check({ project, environment }) {
    const { repositories } = environment.registry;
    const isOurs = (image: string) => {
      const { repository = '', version = '' } = parseEcrImage(image) ?? {};
      return repositories.includes(repository) && version.startsWith(':');
    };
    return ownImages(project)
      .filter(({ image }) => !image.includes('@sha256:') && !isOurs(image))
      .map(({ image, path }) => ({
        path,
        message: `the tag of ${image} can be given to another image`,
        expected: "an image with its digest, or one in the project's registry",
        found: image,
        fix: 'add @sha256: and the digest that `docker buildx imagetools inspect` shows',
      }));
  },
};
