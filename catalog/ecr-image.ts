/** An image in a private registry of ECR. */
interface EcrImage {
  /** Region of the registry. */
  readonly region: string;
  readonly repository: string;
  /** `:` and a tag, `@` and a digest, or both; empty without any. */
  readonly version: string;
}

/** Source: Amazon ECR User Guide, "Private registries"; read 2026-11. */
const form = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/([^:@]+)(.*)$/;

/** Undefined for an image that is elsewhere. */
export function parseEcrImage(image: string): EcrImage | undefined {
  const [match, region = '', repository = '', version = ''] = form.exec(image) ?? [];
  return match === undefined ? undefined : { region, repository, version };
}
