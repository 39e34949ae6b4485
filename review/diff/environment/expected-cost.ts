import type { EnvironmentChange, MeasureChange } from './measures';

/** The expected cost of a month, before and after. */
export function expectedCost(environment: EnvironmentChange | undefined): MeasureChange | undefined {
  return environment?.measures.find(({ name }) => name === 'cost a month, expected');
}
