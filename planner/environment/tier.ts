/** Who gives way when capacity is short: sheddable work first, critical work never. The order in which they keep it. */
export const tiers = ['critical', 'standard', 'sheddable'] as const;

export type Tier = (typeof tiers)[number];
