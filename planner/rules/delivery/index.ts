import type { Rule } from '../rule';
import { repositoryMissing } from './repository-missing';
import { unusedRepository } from './unused-repository';

/** How Kubernetes objects reach the clusters. */
export const deliveryRules: readonly Rule[] = [repositoryMissing, unusedRepository];
