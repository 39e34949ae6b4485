import { findInstanceType, type InstanceType } from '../../catalog/instance-types';
import { acceleratedFactor, acceleratedSpread } from '../../catalog/prices/accelerated-factors';
import { type PriceFactor, priceFactors } from '../../catalog/prices/purchase-options';
import { regionalFactor } from '../../catalog/prices/regional-factors';
import type { BudgetPlan } from '../environment/environment';
import type { Capacity, PoolPlan } from '../environment/pool-plan';
import type { RegionPlan } from '../environment/region-plan';
import { evenly, type Usd } from './cost-plan';

/** What the nodes of a pool are. */
interface NodeKind {
  readonly region: string;
  readonly instanceTypes: readonly string[];
  readonly capacity: Capacity['type'];
}

/** Without a published ratio a region is taken for dearer than us-east-1, at the most as dear as the dearest. */
const unlistedRegion: Usd = { min: 1, expected: 1.25, max: 1.6 };

/**
 * US dollars for an hour of one node. With several instance types the expected price is that of the first one, which
 * is asked for first; the others widen the range. Undefined if no price is known.
 */
export function nodePrice(
  { region, instanceTypes, capacity }: NodeKind,
  budget: BudgetPlan | undefined,
): Usd | undefined {
  const prices = instanceTypes.flatMap((name) => priceOf(name, region, priceFactors[capacity], budget) ?? []);
  const [first] = prices;
  if (first === undefined) return undefined;
  return {
    min: Math.min(...prices.map(({ min }) => min)),
    expected: first.expected,
    max: Math.max(...prices.map(({ max }) => max)),
  };
}

/** {@link nodePrice} of a node of a pool. */
export function poolPrice(
  { name: region }: Pick<RegionPlan, 'name'>,
  { instanceTypes, capacity }: PoolPlan,
  budget: BudgetPlan | undefined,
): Usd | undefined {
  return nodePrice({ region, instanceTypes, capacity: capacity.type }, budget);
}

/** What prices of us-east-1 are multiplied with in a region, before the project's discount. */
export function regionPriceFactor(region: string): Usd {
  const factor = regionalFactor(region);
  return factor === undefined ? unlistedRegion : evenly(factor);
}

function priceOf(name: string, region: string, option: PriceFactor, budget: BudgetPlan | undefined): Usd | undefined {
  const own = budget?.prices?.instances[name];
  if (own !== undefined) return evenly(own);
  const type = findInstanceType(name);
  if (type?.onDemandUsdPerHour === undefined) return undefined;
  const place = instancePriceFactor(type, region);
  const listed = type.onDemandUsdPerHour * (1 - (budget?.prices?.discount ?? 0) / 100);
  return {
    min: listed * option.min * place.min,
    expected: listed * option.expected * place.expected,
    max: listed * option.max * place.max,
  };
}

/** What the price of an instance type in us-east-1 is multiplied with in a region. */
function instancePriceFactor({ family, accelerator }: InstanceType, region: string): Usd {
  const general = regionPriceFactor(region);
  // The general ratio is exact for all types where it is 1.
  if (accelerator === undefined || general.expected === 1) return general;
  return acceleratedFactor(family, region) ?? { ...general, max: general.max * acceleratedSpread };
}
