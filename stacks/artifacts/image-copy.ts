import type { Environment } from '../../planner/environment/environment';

/** Start of an image in a private registry of ECR. Source: Amazon ECR User Guide, "Private registries". */
const privateRegistry = /^(\d{12}\.dkr\.ecr\.)([a-z0-9-]+)(\.amazonaws\.com\/)([^:@]+)/;

/**
 * The image that nodes of a region pull: of one in the project's registry the copy of that region, so that a node can start
 * while the primary region is lost. Any other image is what it is.
 */
export function imageIn({ registry, primaryRegion }: Environment, region: string, image: string): string {
  const [, account, home, host, repository = ''] = privateRegistry.exec(image) ?? [];
  if (home !== primaryRegion || !registry.repositories.includes(repository)) return image;
  return image.replace(`${account}${home}${host}`, `${account}${region}${host}`);
}
