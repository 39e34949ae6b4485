import { sandboxFolder } from '../../sandbox/sandbox-folder';
import { sandboxedEnvironment, unprotected } from '../../sandbox/sandboxed-environment';
import { environmentOf } from '../support/spec';

const environment = environmentOf();

describe('sandboxedEnvironment', () => {
  it('keeps the states in the sandbox, and changes nothing else', () => {
    expect(environment.state).toMatchObject({ backend: 's3' });
    const folder = sandboxFolder('/work/box');
    const { state, ...rest } = sandboxedEnvironment(environment, folder);
    expect(state).toEqual({ backend: 'local', folder: '/work/box/state' });
    expect({ ...rest, state: environment.state }).toEqual(environment);
  });
});

describe('unprotected', () => {
  it('takes the protection of production away in every region', () => {
    const protections = (regions: typeof environment.regions) =>
      regions.map(({ cluster }) => cluster.deletionProtection);
    expect(protections(environment.regions)).toEqual([true, true, true]);
    expect(protections(unprotected(environment).regions)).toEqual([false, false, false]);
  });
});
