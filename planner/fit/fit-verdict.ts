/** Whether something fits the GPUs that it is given; what is `tight` fits, with no room for what estimates leave out. */
export type FitVerdict = 'fits' | 'tight' | 'does not fit';
