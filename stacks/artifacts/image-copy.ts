import { parseEcrImage } from '../../catalog/ecr-image';
import type { Environment } from '../../planner/environment/environment';

/**
 * The image that nodes of a region pull: of one in the project's registry the copy of that region, so that a node can start
 * while the primary region is lost. Any other image is what it is.
 */
export function imageIn({ registry, primaryRegion }: Environment, region: string, image: string): string {
  const { region: home, repository = '' } = parseEcrImage(image) ?? {};
  if (home !== primaryRegion || !registry.repositories.includes(repository)) return image;
  return image.replace(`.dkr.ecr.${home}.`, `.dkr.ecr.${region}.`);
}
