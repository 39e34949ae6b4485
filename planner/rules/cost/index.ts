import type { Rule } from '../rule';
import { expectedOverBudget } from './expected-over-budget';
import { overBudget } from './over-budget';
import { priceUnknown } from './price-unknown';
import { stalePrices } from './stale-prices';

/** What the environment may cost. */
export const costRules: readonly Rule[] = [overBudget, expectedOverBudget, priceUnknown, stalePrices];
