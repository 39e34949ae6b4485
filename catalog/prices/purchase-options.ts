import type { Dated } from '../table';

export const purchaseOptionsAsOf: Dated = {
  asOf: '2026-11-01',
  source:
    'Amazon EC2 Spot Instances pricing page ("at a discount of up to 90% off compared to On-Demand"; a Spot price never exceeds the on-demand price); Amazon EC2 Capacity Blocks for ML pricing page as of the end of 2024 (p4d.24xlarge 14.75, p5.48xlarge 39.33 US dollars an hour: 0.67 and 0.71 of the on-demand prices of this catalog) and as reported in January 2026 (p5en.48xlarge 41.61: 0.66); Amazon EC2 User Guide, "Capacity Reservations pricing and billing" (the on-demand price, used or not)',
};

/** What an hour costs as a part of the on-demand price. */
export interface PriceFactor {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/**
 * Spot prices move all the time, and those of Capacity Blocks are set anew every few months. `expected` is an
 * assumption within the published range; a project that knows its prices states them in `budget.prices`.
 */
export const priceFactors: Readonly<Record<'on-demand' | 'spot' | 'reservation' | 'capacity-block', PriceFactor>> = {
  'on-demand': { min: 1, expected: 1, max: 1 },
  spot: { min: 0.1, expected: 0.45, max: 1 },
  reservation: { min: 1, expected: 1, max: 1 },
  'capacity-block': { min: 0.5, expected: 0.7, max: 1 },
};

/** Purchase options that are paid for whether nodes run or not. */
export const isPaidAnyway = { 'on-demand': false, spot: false, reservation: true, 'capacity-block': true } as const;
