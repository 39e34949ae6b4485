import { messageTypes } from '../../../catalog/replacements/consequences';
import type { OutputStack, Resource } from './read-output';
import { referencesIn } from './references';

/**
 * Whether a key protects only messages on their way: then nothing stays that its deletion would make unreadable. A key that
 * other stacks may use, or that nothing seems to use, can protect anything.
 */
export function protectsMessagesOnly({ resources, outputs }: OutputStack, { address, type }: Resource): boolean {
  if (type !== 'aws_kms_key') return false;
  const mentions = (value: unknown) => referencesIn(value).some((reference) => reference.address === address);
  if (mentions(outputs)) return false;
  const users = [...resources.values()].filter((user) => user.type !== 'aws_kms_alias' && mentions(user.attributes));
  return users.length > 0 && users.every((user) => messageTypes.has(user.type));
}
