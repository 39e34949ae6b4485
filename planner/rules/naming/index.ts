import type { Rule } from '../rule';
import { controllerTag } from './controller-tag';
import { reservedPoolName } from './reserved-pool-name';
import { reservedTag } from './reserved-tag';
import { tagCase } from './tag-case';

/** Names and tags. */
export const namingRules: readonly Rule[] = [reservedTag, tagCase, controllerTag, reservedPoolName];
