import type { Rule } from '../rule';
import { gatedWithoutSecret } from './gated-without-secret';
import { unknownSize } from './unknown-size';

/** Where models come from, and how large they are. */
export const modelRules: readonly Rule[] = [gatedWithoutSecret, unknownSize];
