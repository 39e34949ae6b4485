import { ApiError } from '../cloud/api-error';
import type { Aws } from './resource-model';

/**
 * Refuses a KMS key that is not there, or in another region than the one that works with it. Keys of other accounts and
 * AWS's own keys are taken on trust.
 *
 * @param key its ARN; undefined where the service uses a key of its own
 * @param code error code of the service that looks for the key
 */
export function requireLocalKey(key: string | undefined, aws: Aws, code: string): void {
  const [, , , region, account, name = ''] = key?.split(':') ?? [];
  if (key === undefined || account !== aws.account || name.startsWith('alias/aws/')) return;
  if (aws.findByArn(key) === undefined) throw new ApiError(code, `The KMS key does not exist: ${key}`);
  if (region !== aws.region) throw new ApiError(code, `The KMS key is in ${region}, not in ${aws.region}: ${key}`);
}
