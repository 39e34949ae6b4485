/** Who gives way when capacity is short: sheddable work first, critical work never. */
export type Tier = 'critical' | 'standard' | 'sheddable';
