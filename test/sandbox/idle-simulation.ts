import type { Simulation } from '../../sandbox/provider/simulation';

/** Services that store nothing and agree to everything; what they make has the id t-1. */
export const idleSimulation: Simulation = {
  validate: () => [],
  recomputed: () => [],
  plan: (_type, _prior, planned) => ({ planned, replacedBy: [] }),
  create: async (_type, planned) => ({ values: { ...planned, id: 't-1' } }),
  read: async (_type, values) => values,
  update: async (_type, _prior, planned) => ({ values: planned }),
  remove: async () => {},
  importObject: async (_type, id) => ({ id, name: 'imported' }),
  readData: async (_type, config) => ({ ...config, id: 't-1' }),
};
