import { deploySteps, destroySteps, unselectedDependents, withRetired } from '../../deploy/steps';
import type { Stack } from '../../deploy/terraform/manifest';

/** Stacks with what they depend on. */
function stacksOf(dependencies: Readonly<Record<string, readonly string[]>>): Stack[] {
  return Object.entries(dependencies).map(([name, needed]) => ({ name, folder: name, dependencies: needed }));
}
const all = stacksOf({ web: ['cluster'], cluster: ['network'], network: [], other: [] });
const named = (...names: string[]) => all.filter(({ name }) => names.includes(name));
const summary = (steps: ReturnType<typeof deploySteps>) => steps.map(({ stack, after }) => [stack.name, [...after]]);

describe('deploySteps', () => {
  it('put dependencies first', () => {
    expect(summary(deploySteps(all, all))).toEqual([
      ['network', []],
      ['cluster', ['network']],
      ['web', ['cluster']],
      ['other', []],
    ]);
  });

  it('keep the order across a stack that is not selected', () => {
    expect(summary(deploySteps(all, named('web', 'network')))).toEqual([
      ['network', []],
      ['web', ['network']],
    ]);
  });

  it('cannot be made of stacks that depend on each other', () => {
    const circle = stacksOf({ a: ['b'], b: ['c'], c: ['a'] });
    expect(() => deploySteps(circle, circle)).toThrow('stacks depend on each other: a → b → c → a');
  });
});

describe('destroySteps', () => {
  it('put dependents first', () => {
    expect(summary(destroySteps(all, all))).toEqual([
      ['web', []],
      ['cluster', ['web']],
      ['network', ['cluster']],
      ['other', []],
    ]);
  });

  it('keep the order across a stack that is not selected', () => {
    expect(summary(destroySteps(all, named('web', 'network')))).toEqual([
      ['web', []],
      ['network', ['web']],
    ]);
  });
});

describe('withRetired', () => {
  it('destroys what is retired after everything else, dependents first', () => {
    const retired = stacksOf({ 'west-cluster': ['west-network'], 'west-network': [] });
    const steps = withRetired(deploySteps(all, named('network', 'cluster')), retired);
    expect(steps.map(({ stack, action }) => `${action} ${stack.name}`)).toEqual([
      'deploy network',
      'deploy cluster',
      'destroy west-cluster',
      'destroy west-network',
    ]);
    expect(steps.at(-1)?.after).toEqual(['network', 'cluster', 'west-cluster']);
  });
});

describe('unselectedDependents', () => {
  it('are those that use a selected stack, directly or through others', () => {
    const dependents = (...names: string[]) => unselectedDependents(all, named(...names)).map(({ name }) => name);
    expect(dependents('network')).toEqual(['web', 'cluster']);
    expect(dependents('network', 'cluster')).toEqual(['web']);
    expect(dependents('web', 'other')).toEqual([]);
  });
});
