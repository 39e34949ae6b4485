import { nodePrice } from '../../../planner/cost/node-price';

const onDemand = (region: string, type: string) =>
  nodePrice({ region, instanceTypes: [type], capacity: 'on-demand' }, undefined);

it.each([
  // Prices of AWS for Linux in US dollars an hour.
  ['us-east-1', 'g5.12xlarge', 5.672],
  ['eu-west-1', 'g5.12xlarge', 6.33],
  ['ap-northeast-1', 'g5.16xlarge', 5.94],
  ['eu-north-1', 'p5.48xlarge', 58.89],
  ['ap-northeast-1', 'p5.4xlarge', 8.6],
])('in %s a %s costs what AWS takes for it', (region, type, usd) => {
  const price = onDemand(region, type);
  expect(price?.expected).toBeCloseTo(usd, 1);
  expect(price?.min).toBe(price?.max);
});

it('takes a family that is not listed in a region for one between those that are', () => {
  const price = onDemand('ap-northeast-1', 'g6e.12xlarge');
  expect(price?.min).toBeCloseTo(10.49264 * 1.25);
  expect(price?.max).toBeCloseTo(10.49264 * 1.45);
  expect(price?.expected).toBeGreaterThan(price?.min ?? 0);
});

it('takes the general ratio and some more where no family is listed', () => {
  const price = onDemand('sa-east-1', 'g5.12xlarge');
  expect([price?.min, price?.max]).toEqual([5.672 * 1.59, 5.672 * 1.59 * 1.15]);
});

it('takes the general ratio for nodes without GPUs', () => {
  const price = onDemand('eu-west-1', 'm7i.xlarge');
  expect(price?.max).toBeCloseTo(0.2016 * 1.11);
});
